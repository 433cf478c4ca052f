// Listens to a store for a component: from its mounting on, since a server disposes of no scope.
import type { TokenEventName, TokenEvents, TokenStore } from '@mdh-tokens/store';
import { getCurrentInstance, onMounted, onScopeDispose } from 'vue';

/**
 * Outside of a component, in an effect scope, it listens at once.
 *
 * @param begin called when listening begins, since the store may have moved on
 */
export function watchStore<Name extends TokenEventName>(
  store: TokenStore,
  name: Name,
  handler: (payload: TokenEvents[Name]) => void,
  begin?: () => void,
): void {
  let ignore: (() => void) | undefined;
  const listen = (): void => {
    ignore = store.on(name, handler);
    begin?.();
  };
  if (getCurrentInstance() === null) listen();
  else onMounted(listen);
  onScopeDispose(() => ignore?.());
}

// Listens to a store as long as a component is there.
import type { TokenEventName, TokenEvents, TokenStore } from '@mdh-tokens/store';
import { onScopeDispose } from 'vue';
import { useTokenStore } from './use-token-store.js';
import { whenMounted } from './when-mounted.js';

/**
 * Calls `handler` at each event of that name, as `store.on` does, from the component's mounting to its end, also while
 * `KeepAlive` hides it. This is the place for a redirect to your sign-in page.
 *
 * @param store instead of the app's
 * @throws TokenError `invalid_option` if the app has no store
 */
export function useTokenEvent<Name extends TokenEventName>(
  name: Name,
  handler: (payload: TokenEvents[Name]) => void,
  store?: TokenStore,
): void {
  const used = useTokenStore(store);
  let ignore: (() => void) | undefined;
  whenMounted(() => {
    ignore = used.on(name, handler);
  });
  onScopeDispose(() => ignore?.());
}

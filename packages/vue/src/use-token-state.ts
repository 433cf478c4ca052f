// Shows the state of a store.
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { getCurrentInstance, shallowRef, type ShallowRef } from 'vue';
import { useTokenEvent } from './use-token-event.js';
import { useTokenStore } from './use-token-store.js';
import { whenMounted } from './when-mounted.js';

/** The state of the store, as a shallow ref. */
export function useTokenState(): Readonly<ShallowRef<TokenState>>;
/**
 * What `selector` makes of the state, as a shallow ref. It changes if that changes: a selector of `status` sees nothing of
 * a refresh.
 *
 * @param selector called at each state
 * @param store instead of the app's
 * @throws TokenError `invalid_option` if the app has no store
 */
export function useTokenState<T>(
  selector: (state: TokenState) => T,
  store?: TokenStore,
): Readonly<ShallowRef<T>>;
export function useTokenState(
  selector: (state: TokenState) => unknown = (state) => state,
  store?: TokenStore,
): Readonly<ShallowRef<unknown>> {
  const used = useTokenStore(store);
  // A page hydrates with what the server has rendered, whatever its store has become by then: there a component has its
  // element before its setup.
  const isOfServer = typeof document === 'undefined' || getCurrentInstance()?.vnode.el;
  const selected = shallowRef(selector(isOfServer ? { status: 'idle' } : used.state));
  const select = (): void => {
    selected.value = selector(used.state);
  };
  useTokenEvent('state', select, used);
  // The store may have moved on before it was listened to.
  whenMounted(select);
  return selected;
}

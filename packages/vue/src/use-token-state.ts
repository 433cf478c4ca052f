// Shows the state of a store.
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { getCurrentInstance, shallowRef, type ShallowRef } from 'vue';
import { useTokenStore } from './use-token-store.js';
import { watchStore } from './watch-store.js';

/** What a server renders, and what a page hydrates with, whatever its store has become by then. */
const idle: TokenState = { status: 'idle' };
const whole = (state: TokenState): TokenState => state;

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
  selector: (state: TokenState) => unknown = whole,
  store?: TokenStore,
): Readonly<ShallowRef<unknown>> {
  const used = useTokenStore(store);
  const first = isServersFirst() ? idle : used.state;
  const selected = shallowRef(selector(first));
  const select = (): void => {
    selected.value = selector(used.state);
  };
  watchStore(used, 'state', select, select);
  return selected;
}

/** On a server, and in a page that takes over what a server has rendered: there a component has its element before its setup. */
function isServersFirst(): boolean {
  return typeof document === 'undefined' || (getCurrentInstance()?.vnode.el ?? null) !== null;
}

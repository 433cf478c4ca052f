// Shows the state of a store.
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { useTokenStore } from './use-token-store.js';

/** What a server renders, and what a page hydrates with, whatever its store has become by then. */
const idle: TokenState = { status: 'idle' };

const whole = (state: TokenState): TokenState => state;

/** The state of the store. The component renders with each new one: once or twice in a refresh. */
export function useTokenState(): TokenState;
/**
 * What `selector` makes of the state. The component renders if that changes: a selector of `status` sees nothing of a
 * refresh.
 *
 * @param selector called once for each state, so it may make a new object
 * @param store instead of the provider's
 * @throws TokenError `invalid_option` if there is no provider
 */
export function useTokenState<T>(selector: (state: TokenState) => T, store?: TokenStore): T;
export function useTokenState(selector: (state: TokenState) => unknown = whole, store?: TokenStore): unknown {
  const used = useTokenStore(store);
  const subscribe = useCallback((changed: () => void) => used.on('state', changed), [used]);
  const read = useMemo(() => selection(selector, () => used.state), [selector, used]);
  const readOnServer = useMemo(() => selection(selector, () => idle), [selector]);
  return useSyncExternalStore(subscribe, read, readOnServer);
}

function selection<T>(selector: (state: TokenState) => T, read: () => TokenState): () => T {
  let of: TokenState | undefined;
  let selected: T;
  return () => {
    const state = read();
    if (state !== of) {
      selected = selector(state);
      of = state;
    }
    return selected;
  };
}

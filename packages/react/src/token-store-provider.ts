// Runs a store as long as it is mounted.
import { createElement, useInsertionEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { TokenStoreContext } from './token-store-context.js';
import { useLayoutEffectInBrowser } from './use-layout-effect-in-browser.js';

/** Properties of `TokenStoreProvider`. */
export interface TokenStoreProviderProps {
  /** Made outside of components, by `createTokenStore`. Another store here replaces it: the old one lets the SDK go. */
  store: TokenStore;
  children?: ReactNode;
}

/**
 * Holds the store as long as it is mounted: starts it before the effects of the children run, stops it after the last
 * provider of it has gone. StrictMode, a hidden `Activity` and a boundary that suspends again cost no call and lose no
 * token. On a server nothing starts.
 *
 * @throws TokenError `invalid_option` if `store` is none
 */
export function TokenStoreProvider({ store, children }: TokenStoreProviderProps): ReactElement {
  if (typeof store?.hold !== 'function') {
    throw new TokenError(
      'invalid_option',
      'TokenStoreProvider got no token store. Make one outside of components, const store = createTokenStore({ … }), and write <TokenStoreProvider store={store}>.',
    );
  }
  useHold(store);
  return createElement(TokenStoreContext.Provider, { value: store }, children);
}

/**
 * Taken in a layout effect: children that call the SDK in an effect find a started store, and a subtree that is
 * prerendered hidden makes no call. Released with an insertion effect: unlike the others, React does not clean these up
 * if an `Activity` hides or a boundary suspends again.
 */
function useHold(store: TokenStore): void {
  const release = useRef<(() => void) | null>(null);
  useInsertionEffect(
    () => () => {
      release.current?.();
      release.current = null;
    },
    [store],
  );
  useLayoutEffectInBrowser(() => {
    if (release.current === null) release.current = store.hold();
  }, [store]);
}

// Finds the store that a component works with.
import { useContext } from 'react';
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { TokenStoreContext } from './token-store-context.js';

/**
 * The store of the nearest `TokenStoreProvider`, for `signOut()`, `fetch()` and what else a store can do. It is a plain
 * object: do not put it into state that is made reactive.
 *
 * @param store used instead, for a page with two stores
 * @throws TokenError `invalid_option` if there is no provider
 */
export function useTokenStore(store?: TokenStore): TokenStore {
  const nearest = useContext(TokenStoreContext);
  const used = store ?? nearest;
  if (used === null) {
    throw new TokenError(
      'invalid_option',
      'No token store here. Write <TokenStoreProvider store={store}> around this component.',
    );
  }
  return used;
}

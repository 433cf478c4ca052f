// Finds the store that a component works with.
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { inject, markRaw, toRaw } from 'vue';
import { tokenStoreKey } from './token-store-key.js';

/**
 * The app's store, for `signOut()`, `fetch()` and what else a store can do. It is a plain object, and stays one: Vue makes
 * no proxy of it.
 *
 * @param store used instead, for a page with two stores, and outside of `setup()`
 * @throws TokenError `invalid_option` if the app has none
 */
export function useTokenStore(store?: TokenStore): TokenStore {
  const used = store ?? inject(tokenStoreKey);
  if (!used?.hold) {
    throw new TokenError('invalid_option', 'No store: app.use(createTokens(store))');
  }
  return markRaw(toRaw(used));
}

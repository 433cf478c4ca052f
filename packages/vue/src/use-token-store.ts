// Finds the store that a component works with.
import type { TokenStore } from '@mdh-tokens/store';
import { inject } from 'vue';
import { checkStore } from './check-store.js';
import { tokenStoreKey } from './token-store-key.js';

/**
 * The app's store, for `signOut()`, `fetch()` and what else a store can do. It is a plain object, and stays one: Vue makes
 * no proxy of it.
 *
 * @param store used instead, for a page with two stores, and outside of `setup()`
 * @throws TokenError `invalid_option` if the app has none
 */
export function useTokenStore(store?: TokenStore): TokenStore {
  return checkStore(store ?? inject(tokenStoreKey, null));
}

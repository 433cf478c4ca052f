// Finds the store that a component or a service works with.
import { inject } from '@angular/core';
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { tokenStoreToken } from './token-store-token.js';

/**
 * The store of the nearest injector that provides one, for `getToken()`, `signOut()`, `on()` and what else a store can do.
 *
 * @throws TokenError `invalid_option` if there is none
 */
export function injectTokenStore(): TokenStore {
  const store = inject(tokenStoreToken, { optional: true });
  if (store !== null) return store;
  throw new TokenError('invalid_option', 'No store: providers: [provideTokenStore(() => store)]');
}

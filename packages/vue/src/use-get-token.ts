// Gives a component the way to the token, never the token.
import type { TokenStore } from '@mdh-tokens/store';
import { useTokenStore } from './use-token-store.js';

/**
 * The store's `getToken`, for a request that you send yourself. Do not keep the token: ask for each request.
 *
 * @param store instead of the app's
 * @throws TokenError `invalid_option` if the app has no store
 */
export function useGetToken(store?: TokenStore): TokenStore['getToken'] {
  return useTokenStore(store).getToken;
}

// Gives a component the way to the token, never the token.
import type { TokenStore } from '@mdh-tokens/store';
import { useTokenStore } from './use-token-store.js';

/**
 * The store's `getToken`, for a request that you send yourself. The function stays the same as long as the store does,
 * and asking renders nothing. Do not keep the token: ask for each request.
 *
 * @param store instead of the provider's
 * @throws TokenError `invalid_option` if there is no provider
 */
export function useGetToken(store?: TokenStore): TokenStore['getToken'] {
  return useTokenStore(store).getToken;
}

// What is given as a store is one, and Vue leaves it alone.
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { markRaw, toRaw } from 'vue';

/** @throws TokenError `invalid_option` if it is none */
export function checkStore(store: TokenStore | null | undefined): TokenStore {
  if (typeof store?.hold === 'function') return markRaw(toRaw(store));
  throw new TokenError('invalid_option', 'No token store here: write app.use(createTokens(store)).');
}

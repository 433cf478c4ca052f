// What is given as a store is one, and Vue leaves it alone.
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { markRaw, toRaw } from 'vue';

/** @throws TokenError `invalid_option` if it is none */
export function checkStore(store: TokenStore | null | undefined): TokenStore {
  if (!store?.hold) {
    throw new TokenError('invalid_option', 'No token store: app.use(createTokens(store))');
  }
  return markRaw(toRaw(store));
}

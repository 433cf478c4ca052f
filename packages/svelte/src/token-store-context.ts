// Runs a store as long as a component is there, and gives it to the components inside.
import { TokenError, type TokenStore } from '@mdh-tokens/store';
import { getContext, onDestroy, setContext } from 'svelte';

const key = Symbol('token store');

/**
 * Call it while a component, such as the layout, initialises: holds the store until the component is destroyed. On a
 * server nothing starts.
 *
 * @param store a plain `const` or `$state.raw`: `$state` would make a proxy of it
 * @returns the store
 * @throws TokenError `invalid_option` if it is none
 */
export function setTokenStore(store: TokenStore): TokenStore {
  if (typeof document !== 'undefined') onDestroy(checked(store).hold());
  return setContext(key, checked(store));
}

/**
 * The store of the nearest component above that has set one.
 *
 * @throws TokenError `invalid_option` if there is none
 */
export function getTokenStore(): TokenStore {
  return checked(getContext<TokenStore | undefined>(key));
}

function checked(store: TokenStore | undefined): TokenStore {
  if (typeof store?.hold === 'function') return store;
  throw new TokenError(
    'invalid_option',
    'No token store here: write setTokenStore(store) in the layout’s script.',
  );
}

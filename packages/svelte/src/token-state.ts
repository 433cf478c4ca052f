// Shows the state of a store.
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { createSubscriber } from 'svelte/reactivity';
import { getTokenStore } from './token-store-context.js';

/**
 * The state of the store: `current` is reactive in effects and templates, and true everywhere. A `$derived` of
 * `current.status` sees nothing of a refresh.
 *
 * @param store instead of the context's; needed outside of a component's initialisation
 * @throws TokenError `invalid_option` if there is none
 */
export function tokenState(store: TokenStore = getTokenStore()): { readonly current: TokenState } {
  const subscribe = createSubscriber((update) => store.on('state', update));
  return {
    get current() {
      subscribe();
      return store.state;
    },
  };
}

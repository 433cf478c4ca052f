// Shows the state of a store.
import { computed, DestroyRef, inject, signal, type Signal } from '@angular/core';
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { injectTokenStore } from './inject-token-store.js';

const whole = (state: TokenState): TokenState => state;

/** The state of the store, as a signal. */
export function injectTokenState(): Signal<TokenState>;
/**
 * What `selector` makes of the state, as a signal. It changes if that changes: a selector of `status` sees nothing of a
 * refresh.
 *
 * @param store instead of the injector's
 * @throws TokenError `invalid_option` if the injector has none
 */
export function injectTokenState<T>(selector: (state: TokenState) => T, store?: TokenStore): Signal<T>;
export function injectTokenState(
  selector: (state: TokenState) => unknown = whole,
  store: TokenStore = injectTokenStore(),
): Signal<unknown> {
  const state = signal(store.state);
  inject(DestroyRef).onDestroy(store.on('state', (next) => state.set(next)));
  return computed(() => selector(state()));
}

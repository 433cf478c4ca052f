// Runs a store as long as an injector lives.
import {
  DestroyRef,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
  type EnvironmentProviders,
} from '@angular/core';
import type { TokenStore } from '@mdh-tokens/store';
import { isInBrowser } from './is-in-browser.js';
import { tokenStoreToken } from './token-store-token.js';

/**
 * For the providers of the application, or of a route: makes the store and holds it from then on until the injector is
 * destroyed. On a server nothing starts. The store works outside of Angular's zone: an application with zone.js stays
 * stable.
 *
 * @param make called once, in an injection context: it may `inject` what it needs, such as the session
 */
export function provideTokenStore(make: () => TokenStore): EnvironmentProviders {
  const held = (): TokenStore => {
    const store = make();
    if (isInBrowser()) inject(DestroyRef).onDestroy(store.hold());
    return store;
  };
  return makeEnvironmentProviders([
    { provide: tokenStoreToken, useFactory: held },
    provideEnvironmentInitializer(() => void inject(tokenStoreToken)),
  ]);
}

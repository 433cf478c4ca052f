// The plugin that runs a store as long as an app is mounted.
import type { TokenStore } from '@mdh-tokens/store';
import type { App, Plugin } from 'vue';
import { tokenStoreKey } from './token-store-key.js';
import { useTokenStore } from './use-token-store.js';

/**
 * For `app.use()`: holds the store from then on until the app is unmounted, and gives it to the app's components. On a
 * server nothing starts. Several apps may use one store: the last one that is unmounted stops it.
 *
 * @param store kept out of Vue's reactivity, which would break it
 * @throws TokenError `invalid_option` if it is no store
 */
export function createTokens(store: TokenStore): Plugin {
  const whole = useTokenStore(store);
  return (app: App): void => {
    app.provide(tokenStoreKey, whole);
    if (typeof document === 'undefined') return;
    const release = whole.hold();
    // Vue has `app.onUnmount` from 3.5 on.
    const { unmount } = app;
    app.unmount = () => {
      unmount();
      release();
    };
  };
}

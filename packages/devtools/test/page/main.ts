// The page of the browser tests: a store with the real SDK, and what the tests do with them.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore, type TokenStore, type TokenStoreOptions } from '@mdh-tokens/store';
import * as devtools from '@mdh-tokens/devtools/production';
import { connectPerformanceTrack } from '@mdh-tokens/devtools/performance-track';
import { connectReduxDevTools } from '@mdh-tokens/devtools/redux-devtools';

const baseUrl = document.documentElement.dataset['baseUrl'] ?? '';

/** What the tests find on the window. */
export interface Stage {
  readonly sdk: typeof MyDataHelps;
  readonly baseUrl: string;
  readonly devtools: typeof devtools;
  readonly connectReduxDevTools: typeof connectReduxDevTools;
  readonly connectPerformanceTrack: typeof connectPerformanceTrack;
  createStore(options?: Partial<TokenStoreOptions>): TokenStore;
  /** A started store with the SDK and a recorder, in a panel that is open. */
  show(options?: devtools.DevtoolsOptions): {
    store: TokenStore;
    recorder: devtools.Recorder;
    unmount(): void;
  };
}

const stage: Stage = {
  sdk: MyDataHelps,
  baseUrl,
  devtools,
  connectReduxDevTools,
  connectPerformanceTrack,
  createStore: (options) => createTokenStore({ authenticator: '/api/token', baseUrl, ...options }),
  show(options) {
    const recorder = devtools.createRecorder();
    const store = stage.createStore({ sdk: MyDataHelps, inspect: recorder.inspect });
    const unmount = devtools.mountDevtools(store, { recorder, open: true, ...options });
    void store.start();
    return { store, recorder, unmount };
  },
};
Object.assign(window, { stage });

// All that a page needs to host the MyDataHelps SDK: the SDK, and a store that keeps it supplied with tokens.
import { createTokenStore, type TokenStore } from '@mdh-tokens/store';
import type { MyDataHelps } from '@careevolution/mydatahelps-js';

/** The SDK of this page with the store that feeds it. */
export interface HostedSdk {
  sdk: MyDataHelps;
  store: TokenStore;
}

export interface HostSdkOptions {
  /** Where the SDK finds MyDataHelps. */
  baseUrl: string;
  /** A key of this signed-in session: the tabs that have it share one token. */
  share: string;
}

/** Connects the SDK with the app's authenticator. `store.start()` begins, `store.stop()` takes the token away again. */
export async function hostSdk({ baseUrl, share }: HostSdkOptions): Promise<HostedSdk> {
  // Imported when it is needed: the SDK looks for a page around it the moment it is loaded.
  const { default: sdk } = await import('@careevolution/mydatahelps-js');
  const store = createTokenStore({ authenticator: '/api/token', sdk, baseUrl, share });
  return { sdk, store };
}

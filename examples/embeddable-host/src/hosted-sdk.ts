// All that a page needs to host the MyDataHelps SDK: the SDK, and a store that keeps it supplied with tokens.
import { createTokenStore, type TokenStore, type TokenStoreOptions } from '@mdh-tokens/store';
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
  /** For the devtools. */
  inspect?: TokenStoreOptions['inspect'];
}

/** Connects the SDK with the app's authenticator. `store.start()` begins, `store.signOut()` ends. */
export async function hostSdk({ baseUrl, share, inspect }: HostSdkOptions): Promise<HostedSdk> {
  // Imported when it is needed: the SDK looks for a page around it the moment it is loaded.
  const { default: sdk } = await import('@careevolution/mydatahelps-js');
  const store = createTokenStore({ authenticator: '/api/token', sdk, baseUrl, share, inspect });
  return { sdk, store };
}

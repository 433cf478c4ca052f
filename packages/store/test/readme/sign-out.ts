import type { TokenStore } from '@mdh-tokens/store';
import { endSession } from './your-session-client.js';

export async function signOut(store: TokenStore): Promise<void> {
  await endSession();
  // The authenticator answers 401 now: the token is dropped here, in the SDK, and in the tabs that share.
  await store.refresh().catch(() => undefined);
  store.stop();
}

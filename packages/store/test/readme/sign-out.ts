import type { TokenStore } from '@mdh-tokens/store';
import { endSession } from './your-session-client.js';

export async function signOut(store: TokenStore): Promise<void> {
  // At once and without a call: the token is dropped here, in the SDK, and in the tabs that share.
  store.signOut();
  await endSession();
}

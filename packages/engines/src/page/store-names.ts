// What the tests call the store's parts: here alone, so that a renaming has one place.
import type { Authenticator, TokenStore } from '@mdh-tokens/store';

/** An app's function that gets a token. */
export type TokenSource = Authenticator;

/** Ends the session at once, without a call. */
export function signOut(store: TokenStore): void {
  (store as unknown as { signOut(): void }).signOut();
}

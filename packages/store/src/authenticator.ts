// How the store asks for a token: the two forms of the `authenticator` option, made one.
import type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
import type { TokenAnswer } from './read-answer.js';

/**
 * A function that gets a token in the app's own way, for instance through its own HTTP client.
 *
 * Return the answer of the MyDataHelps token endpoint. Throw a `TokenError` to choose what happens next:
 * `tokenErrorOf(status, retryAfter)` for an HTTP answer, `new TokenError('unauthenticated', …)` to sign out. Any other
 * exception is tried again. `signal` aborts when the store's timeout runs out or the store is stopped.
 */
export type Authenticator = (request: {
  signal: AbortSignal;
  reason: RefreshReason;
}) => Promise<TokenResponse>;

/** An answer, and how far the server's clock is from the page's where its date could be read. */
export interface AuthenticatorAnswer extends TokenAnswer {
  readonly skewSeconds: number | null;
}

/** One call, in either form. @throws TokenError, or whatever the app's function throws */
export type AuthenticatorCall = (request: {
  signal: AbortSignal;
  reason: RefreshReason;
}) => Promise<AuthenticatorAnswer>;

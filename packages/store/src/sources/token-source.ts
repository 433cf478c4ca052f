// How the store asks for a token: the two forms of the `authenticator` option, and what both end in.
import type { RefreshReason, TokenResponse, TokenResponseNote } from '@mdh-tokens/contract';

/** What a `TokenSource` is told of the call that it is to make. */
export interface TokenSourceRequest {
  /** Aborts when `timeoutSeconds` have passed, or when the store is stopped. */
  signal: AbortSignal;
  /** Why the store asks. */
  reason: RefreshReason;
}

/**
 * A function that gets a token in the app's own way, for instance through its own HTTP client.
 *
 * Return the answer of the MyDataHelps token endpoint, or the `Response` of your own server, which the store reads as
 * it reads its own calls. Throw a `TokenError` to choose what happens next (see there). An exception with an HTTP
 * status (`status`, or `response.status`, as axios and ky throw it) is read as an answer with that status. The store
 * tries again after any other exception. Do not await the store's own `getToken()` in it: it waits for this function.
 */
export type TokenSource = (request: TokenSourceRequest) => Promise<TokenResponse | Response>;

/** An answer with a token. */
export interface TokenAnswer {
  readonly response: TokenResponse;
  readonly notes: readonly TokenResponseNote[];
  /** How far the server's clock is from the page's; `null` if its date cannot be read. */
  readonly skewSeconds: number | null;
  /** How long the request had been on its way when the store asked for it: an early request. */
  readonly leftAgoMs?: number;
}

/** One call, in either form. @throws TokenError, or whatever the app's function throws */
export type AuthenticatorCall = (request: TokenSourceRequest) => Promise<TokenAnswer>;

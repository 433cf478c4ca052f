// The one error class of this package.
import { authenticatorErrorStatus, type AuthenticatorErrorCode } from '@mdh-tokens/contract';

/**
 * Why a call failed: the codes of the wire contract, and three that never leave the server.
 *
 * - `invalid_option`: an option is missing or impossible (thrown when the exchange or the endpoint is made)
 * - `invalid_key`: the private key cannot be used (likewise)
 * - `aborted`: the caller's own signal ended the wait
 */
export type AuthenticatorFailureCode = AuthenticatorErrorCode | 'invalid_option' | 'invalid_key' | 'aborted';

/** What MyDataHelps said, for a log: already shortened and cleared of secrets, and never sent to a page. */
export interface UpstreamDetail {
  /** The HTTP status. */
  status: number;
  /** The OAuth `error` code (RFC 6749 section 5.2), where the answer had one. */
  error?: string;
  /** At most 200 characters of the description. */
  description?: string;
}

/** What an error carries besides its code and its sentence. */
export interface AuthenticatorErrorDetails {
  hint: string;
  retryAfterSeconds?: number | undefined;
  upstream?: UpstreamDetail | undefined;
  cause?: unknown;
}

/**
 * An error of the exchange or of the endpoint. Its `message` is fit for the page: it names no participant, and holds
 * no token, no key and no text of the identity server. `hint` says what to do and is meant for logs and consoles.
 */
export class AuthenticatorError extends Error {
  override readonly name = 'AuthenticatorError';
  readonly code: AuthenticatorFailureCode;
  /** What to do about it. */
  readonly hint: string;
  /** Seconds to wait before the next call, with `rate_limited` and `unavailable`. */
  readonly retryAfterSeconds: number | undefined;
  /** What MyDataHelps said; for logs only. */
  readonly upstream: UpstreamDetail | undefined;

  constructor(code: AuthenticatorFailureCode, message: string, details: AuthenticatorErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.upstream = details.upstream;
  }
}

/** Whether another call some seconds later may succeed, and a token that is still valid should be used meanwhile. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof AuthenticatorError &&
    (error.code === 'rate_limited' ||
      error.code === 'bad_gateway' ||
      error.code === 'unavailable' ||
      error.code === 'timeout')
  );
}

/** The code that a page is told: a failure without a code of its own in the contract is the server's own fault. */
export function wireCode(code: AuthenticatorFailureCode): AuthenticatorErrorCode {
  if (code === 'invalid_option' || code === 'invalid_key') return 'misconfigured';
  return code === 'aborted' ? 'unavailable' : code;
}

/** The HTTP status of a failure. */
export function statusOf(code: AuthenticatorFailureCode): number {
  return authenticatorErrorStatus[wireCode(code)];
}

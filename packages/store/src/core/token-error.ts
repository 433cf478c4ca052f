// The one error class of the package.

/**
 * What went wrong, for code to switch on.
 *
 * - `network`: the authenticator could not be reached; `offline`: and the browser says that it is offline
 * - `timeout`: no answer in time (of the authenticator, or of a whole wait in `getToken`)
 * - `rate_limited`, `unavailable`: 429; 408, 425, 5xx
 * - `unauthenticated`, `forbidden`: 401; 403 as JSON: the user has to sign in again
 * - `malformed`, `redirected`: 200 without a token answer, 403 as HTML; a redirect
 * - `misconfigured`: 404, 405 and other 4xx
 * - `participant_changed`: the answer is for another participant than before
 * - `aborted`: the caller's signal; `stopped`: the store was stopped
 * - `hosted`: MyDataHelps hosts the page and manages tokens itself; `sdk_in_use`: another store owns this SDK
 * - `invalid_option`: an argument cannot be used
 */
export type TokenErrorCode =
  | 'network'
  | 'timeout'
  | 'offline'
  | 'rate_limited'
  | 'unavailable'
  | 'unauthenticated'
  | 'forbidden'
  | 'malformed'
  | 'redirected'
  | 'misconfigured'
  | 'participant_changed'
  | 'aborted'
  | 'stopped'
  | 'hosted'
  | 'sdk_in_use'
  | 'invalid_option';

/** The optional parts of a `TokenError`. */
export interface TokenErrorDetails {
  /** The HTTP status of the answer. */
  status?: number | undefined;
  /** Seconds that the answer asked to wait. */
  retryAfterSeconds?: number | undefined;
  /** What to do about it. */
  hint?: string;
  cause?: unknown;
}

/** What a failure means for the life cycle (the table in the README). */
export type Severity = 'transient' | 'terminal' | 'broken' | 'misconfigured';

const severities: Readonly<Partial<Record<TokenErrorCode, Severity>>> = {
  network: 'transient',
  timeout: 'transient',
  offline: 'transient',
  rate_limited: 'transient',
  unavailable: 'transient',
  unauthenticated: 'terminal',
  forbidden: 'terminal',
  participant_changed: 'terminal',
  malformed: 'broken',
  redirected: 'broken',
};

/**
 * Every error of this package. An `Authenticator` function may throw one to choose what happens next: a transient code
 * is tried again, `unauthenticated` and `forbidden` sign out, `malformed` and `redirected` are given three tries,
 * everything else ends in `failed`. Holds no token, no participant and no URL.
 */
export class TokenError extends Error {
  override readonly name: string = 'TokenError';
  readonly code: TokenErrorCode;
  /** The HTTP status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** Seconds that the answer asked to wait, where it did. */
  readonly retryAfterSeconds?: number | undefined;
  /** Whether trying again can help. */
  readonly transient: boolean;
  /** What to do about it; empty where the message says it all. */
  readonly hint: string;

  constructor(
    code: TokenErrorCode,
    message: string,
    { status, retryAfterSeconds, hint = '', cause }: TokenErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    // An app may compute it from a header, and get no number: that must not stand in a sum of instants.
    if (Number(retryAfterSeconds) >= 0) this.retryAfterSeconds = Number(retryAfterSeconds);
    this.transient = severities[code] === 'transient';
    this.hint = hint;
  }
}

/** Whether this is a `TokenError`, if only of another copy of this package. */
export function isTokenError(error: unknown): error is TokenError {
  if (error instanceof TokenError) return true;
  const isNamedSo = error instanceof Error && error.name === 'TokenError' && 'code' in error;
  return isNamedSo && Object.hasOwn(severities, String(error.code));
}

/** The severity of a failed call. A call that the app's own function aborted is tried again. */
export function severityOf({ code }: TokenError): Severity {
  return code === 'aborted' ? 'transient' : (severities[code] ?? 'misconfigured');
}

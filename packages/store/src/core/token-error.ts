// The one error class of the package.

/**
 * What went wrong, for code to switch on.
 *
 * - `network`: the authenticator could not be reached; `offline`: and the browser says that it is offline
 * - `timeout`: no answer of the authenticator in time, or no token within the time that a caller gave
 * - `rate_limited`: 429; `unavailable`: 408, 425 and 5xx
 * - `unauthenticated`: 401, the user has to sign in; `forbidden`: 403, the user is signed in and has no participant
 * - `malformed`: an answer without a token, or a 403 that is not the authenticator's own; `redirected`: a redirect
 * - `misconfigured`: 404, 405 and every other 4xx
 * - `participant_changed`: the answer is for another participant than before
 * - `signed_out`: the app called `signOut()`, in this tab or in another one
 * - `rejected`: MyDataHelps refused the token with 401, also after a refresh
 * - `aborted`: the caller's signal; `stopped`: the store was stopped
 * - `hosted`: MyDataHelps shows the page and manages tokens itself; `sdk_in_use`: another store supplies this SDK
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
  | 'signed_out'
  | 'rejected'
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

/**
 * What a failed call means for the life cycle (the table in the README): try again, try a few times, give up, or end
 * the run because the user has to sign in or has no participant.
 */
export type Severity = 'transient' | 'broken' | 'misconfigured' | 'signed-out' | 'denied';

const severities: Readonly<Record<TokenErrorCode, Severity>> = {
  network: 'transient',
  timeout: 'transient',
  offline: 'transient',
  rate_limited: 'transient',
  unavailable: 'transient',
  rejected: 'transient',
  aborted: 'transient',
  unauthenticated: 'signed-out',
  participant_changed: 'signed-out',
  signed_out: 'signed-out',
  forbidden: 'denied',
  malformed: 'broken',
  redirected: 'broken',
  misconfigured: 'misconfigured',
  stopped: 'misconfigured',
  hosted: 'misconfigured',
  sdk_in_use: 'misconfigured',
  invalid_option: 'misconfigured',
};

/**
 * Every error of this package. A `TokenSource` function may throw one to choose what happens next: the store tries
 * again after a transient code, ends as `signed-out` after `unauthenticated` and as `denied` after `forbidden`, tries
 * three times after `malformed` and `redirected`, and ends as `failed` after every other code. An error holds no token,
 * no participant and no URL.
 */
export class TokenError<Code extends TokenErrorCode = TokenErrorCode> extends Error {
  override readonly name: string = 'TokenError';
  readonly code: Code;
  /** The HTTP status of the answer, if there was one. */
  readonly status?: number | undefined;
  /** Seconds that the answer asked to wait, if it did. */
  readonly retryAfterSeconds?: number | undefined;
  /** Whether trying again can help. */
  readonly transient: boolean;
  /** What to do about it. Empty if the message says it all. */
  readonly hint: string;

  constructor(
    code: Code,
    message: string,
    { status, retryAfterSeconds, hint = '', cause }: TokenErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    // An app may compute it from a header and get no number, which must not stand in a sum of instants.
    if (Number(retryAfterSeconds) >= 0) this.retryAfterSeconds = Number(retryAfterSeconds);
    this.transient = severities[code] === 'transient';
    this.hint = hint;
  }
}

/** The errors that can end a run as `signed-out`. */
export type SignedOutError = TokenError<'unauthenticated' | 'participant_changed' | 'signed_out'>;

/** The error that ends a run as `denied`. */
export type DeniedError = TokenError<'forbidden'>;

/** The errors that can end a run as `failed`. */
export type FailedError = TokenError<
  'malformed' | 'redirected' | 'misconfigured' | 'sdk_in_use' | 'invalid_option' | 'stopped' | 'hosted'
>;

/** Whether `error` is a `TokenError`, also one of another copy of this package. */
export function isTokenError(error: unknown): error is TokenError {
  if (error instanceof TokenError) return true;
  const isNamedSo = error instanceof Error && error.name === 'TokenError' && 'code' in error;
  return isNamedSo && Object.prototype.hasOwnProperty.call(severities, String(error.code));
}

/** The severity of a failed call. */
export function severityOf({ code }: TokenError): Severity {
  return severities[code];
}

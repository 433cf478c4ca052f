// The one error class of this package.
import { authenticatorErrorStatus, type AuthenticatorErrorCode } from '@mdh-tokens/contract';
import type { UpstreamFault } from './platform/upstream-fault.js';

/**
 * Why a call failed: the codes of the wire contract, and three that never leave the server.
 *
 * - `invalid_option`: an option is missing or impossible (thrown when the exchange or the endpoint is made)
 * - `invalid_key`: the private key cannot be used (likewise, where nothing else is wrong)
 * - `aborted`: the caller's own signal ended the wait
 */
export type AuthenticatorFailureCode = AuthenticatorErrorCode | 'invalid_option' | 'invalid_key' | 'aborted';

/** One option that cannot be used. Never holds the option's value where that is a secret. */
export interface OptionProblem {
  /** The option's name, such as `serviceAccount` or `rateLimit.perMinute`; of a proxy setting the variable's name. */
  option: string;
  /** What is wrong with it: goes on from the name, as in "is not a URL". */
  problem: string;
  /** What to do about it. */
  hint: string;
}

/** What MyDataHelps answered, or why there is no answer; for logs, and never sent to a page. */
export interface UpstreamDetail {
  /** The HTTP status; absent where no answer came. */
  status?: number;
  /** The OAuth `error` code (RFC 6749 section 5.2), where the answer had one. */
  error?: string;
  /** Why there is no answer. */
  fault?: UpstreamFault;
  /** The status with which a proxy refused the way to MyDataHelps. */
  proxyStatus?: number;
  /** Nothing at the configured URL knows the call: `baseUrl` or `tokenUrl` is wrong. */
  misplaced?: true;
}

/** What an error carries besides its code and its sentence. */
export interface AuthenticatorErrorDetails {
  hint: string;
  retryAfterSeconds?: number | undefined;
  upstream?: UpstreamDetail | undefined;
  problems?: readonly OptionProblem[] | undefined;
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
  /** What MyDataHelps answered; for logs only. */
  readonly upstream: UpstreamDetail | undefined;
  /** Every option that cannot be used, with `invalid_option` and `invalid_key`; else empty. */
  readonly problems: readonly OptionProblem[];
  /** The first option that cannot be used. */
  readonly option: string | undefined;
  /** What is wrong with that option. */
  readonly problem: string | undefined;

  constructor(code: AuthenticatorFailureCode, message: string, details: AuthenticatorErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.upstream = details.upstream;
    this.problems = details.problems ?? [];
    this.option = this.problems[0]?.option;
    this.problem = this.problems[0]?.problem;
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

// From an answer that is no token to the error that says what happened and what to do.
import { parseRetryAfterSeconds } from '@mdh-tokens/contract';
import {
  AuthenticatorError,
  type AuthenticatorErrorDetails,
  type UpstreamDetail,
} from '../authenticator-error.js';
import type { UpstreamAnswer } from '../platform/transport.js';

/** Told to callers when MyDataHelps says to wait without saying how long. */
const defaultWaitSeconds = 5;

/** No outage is worth a longer pause than this before the next try. */
const longestWaitSeconds = 900;

/** The words in which a failure is told: which call it was, and what a refusal of it means. */
export interface UpstreamCall {
  /** As in "the token endpoint": the subject of a sentence. */
  endpoint: string;
  /** For the configuration that this call depends on, in a hint. */
  check: string;
}

export type ReceivedAnswer = Extract<UpstreamAnswer, { ok: true }>;

/** The error for a call that got no answer. */
export function noAnswer(
  call: UpstreamCall,
  answer: Extract<UpstreamAnswer, { ok: false }>,
  url: URL,
): AuthenticatorError {
  const { failure, cause } = answer;
  if (failure === 'timeout') {
    return new AuthenticatorError('timeout', 'MyDataHelps did not answer in time', {
      hint: 'Try again. If it happens often, look at the network path to MyDataHelps, or raise timeoutSeconds.',
      cause,
    });
  }
  if (failure === 'too_large') {
    return new AuthenticatorError('bad_gateway', `${call.endpoint} answered with more than 64 KiB`, {
      hint: `This is no answer of MyDataHelps. ${call.check}`,
    });
  }
  return new AuthenticatorError('unavailable', `${call.endpoint} could not be reached`, {
    hint: `Tried ${url.origin}. Check name resolution, firewall and proxy of this server. ${call.check}`,
    retryAfterSeconds: defaultWaitSeconds,
    cause,
  });
}

/** The error for a status that means the same for every call; `null` when the caller must look closer. */
export function commonFailure(
  call: UpstreamCall,
  answer: ReceivedAnswer,
  upstream: UpstreamDetail,
): AuthenticatorError | null {
  const { status } = answer;
  if (status === 429) {
    return new AuthenticatorError('rate_limited', `${call.endpoint} asks to slow down`, {
      hint: 'The service account has used up its calls. Cache more, or ask CareEvolution for a higher limit.',
      retryAfterSeconds: readWait(answer),
      upstream,
    });
  }
  if (status >= 500 || status === 408 || status === 425) {
    return new AuthenticatorError('unavailable', `${call.endpoint} is unavailable (HTTP ${status})`, {
      hint: 'This usually passes. Try again after the time given.',
      retryAfterSeconds: readWait(answer),
      upstream,
    });
  }
  if (status >= 300 && status < 400) {
    return badAnswer(call, `redirects elsewhere (HTTP ${status})`, upstream);
  }
  return null;
}

/** The error for an answer that no MyDataHelps gives. */
export function badAnswer(call: UpstreamCall, what: string, upstream: UpstreamDetail): AuthenticatorError {
  return new AuthenticatorError('bad_gateway', `${call.endpoint} ${what}`, {
    hint: `Something else than MyDataHelps may have answered, such as a proxy or a maintenance page. ${call.check}`,
    upstream,
  });
}

/** The error for a refusal that only a change of the configuration can mend. */
export function misconfigured(message: string, details: AuthenticatorErrorDetails): AuthenticatorError {
  return new AuthenticatorError('misconfigured', message, details);
}

/** Seconds until the next call makes sense, from `Retry-After` or else `RateLimit-Reset`. */
function readWait(answer: ReceivedAnswer): number {
  const date = Date.parse(answer.header('date') ?? '');
  const told = parseRetryAfterSeconds(answer.header('retry-after'), Number.isNaN(date) ? Date.now() : date);
  const seconds = told ?? readRateLimitReset(answer) ?? defaultWaitSeconds;
  return Math.min(longestWaitSeconds, Math.max(1, seconds));
}

/** `RateLimit-Reset` counts down in seconds (MyDataHelps API limits). */
export function readRateLimitReset(answer: ReceivedAnswer): number | null {
  const text = answer.header('ratelimit-reset') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

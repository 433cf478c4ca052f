// The endpoint that a page asks for its token.
import { bypassesCache, type RefreshReason, type TokenResponse } from '@mdh-tokens/contract';
import { AuthenticatorError, wireCode } from './authenticator-error.js';
import {
  readAuthenticatorOptions,
  type AuthenticatorOptions,
  type AuthenticatorSettings,
} from './authenticator-options.js';
import type { WaitUntil } from './background.js';
import { waitFor } from './bounded-wait.js';
import {
  errorAnswer,
  preflightAnswer,
  tokenAnswer,
  type AnswerContext,
  type AuthenticatorAnswer,
} from './endpoint/answer.js';
import { startDeadline, type Deadline } from './endpoint/deadline.js';
import type { EndpointRequest } from './endpoint/endpoint-request.js';
import { judgeSource } from './endpoint/origin-policy.js';
import type { RateDecision } from './endpoint/rate-limiter.js';
import { readReason } from './endpoint/request-reason.js';
import { discardRest } from './endpoint/unread-body.js';
import { fromWebRequest } from './endpoint/web-request.js';
import { checkReference, countingKey } from './exchange/participant-reference.js';
import { toLogFields } from './log-fields.js';
import { chain, recover, rephrase, type MaybePromise } from './maybe-promise.js';
import type { RequestMeasure } from './measure.js';
import { elapsedMs, readClocks } from './platform/clock.js';
import type { ParticipantReference, ParticipantTokenOptions } from './token-exchange.js';
import { isTimeout, warnOfFailure } from './warn-of-failure.js';

/** What a runtime hands over with a request: `ctx` of Workers, `context` of Netlify. */
export interface RequestContext {
  /** Keeps work alive that outlasts the answer. Without it, nothing is renewed ahead of time on Workers. */
  waitUntil?(work: Promise<unknown>): void;
}

/** The endpoint. */
export interface Authenticator {
  /** Answers a request: a Web-standard handler that needs no `this`. Never rejects. */
  fetch(this: void, request: Request, context?: RequestContext): Promise<Response>;
  /** From plain data to plain data, for adapters: what `fetch` does between `Request` and `Response`. Never rejects. */
  answer(this: void, request: EndpointRequest): Promise<AuthenticatorAnswer>;
}

/**
 * Makes the endpoint that a page's token store calls with POST, on whatever path it is mounted.
 *
 * Errors are answered as in `@mdh-tokens/contract`: 401 `unauthenticated` when `participant` gives `null`, 403
 * `forbidden` for an unknown participant or a page of a foreign origin, 429 `rate_limited`, 500 `misconfigured`, 502
 * `bad_gateway`, 503 `unavailable`, 504 `timeout`. No answer may be cached.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const settings = readAuthenticatorOptions(options);
  const answer = (request: EndpointRequest): Promise<AuthenticatorAnswer> =>
    answerMeasured(request, settings);
  return {
    answer,
    async fetch(request, context) {
      const { status, headers, body } = await answer(fromWebRequest(request, waitUntilOf(context)));
      // Whoever was refused may not have been listened to.
      if (status !== 200) await discardRest(request);
      return new Response(status === 204 ? null : body, { status, headers });
    },
  };
}

/** Runtimes want the method called on its object. Frameworks may pass something else as a second argument. */
function waitUntilOf(context: RequestContext | null | undefined): WaitUntil | undefined {
  if (typeof context?.waitUntil !== 'function') return undefined;
  return (work) => context.waitUntil?.(work);
}

async function answerMeasured(
  request: EndpointRequest,
  settings: AuthenticatorSettings,
): Promise<AuthenticatorAnswer> {
  const { meter } = settings;
  if (meter === null) return (await answerRequest(request, settings)).answer;
  const since = readClocks();
  const { answer, code } = await answerRequest(request, settings);
  const durationSeconds = elapsedMs(since, readClocks()) / 1000;
  meter({ kind: 'request', status: answer.status, code, durationSeconds });
  return answer;
}

interface Outcome {
  answer: AuthenticatorAnswer;
  code: RequestMeasure['code'];
}

async function answerRequest(request: EndpointRequest, settings: AuthenticatorSettings): Promise<Outcome> {
  const decision = judgeSource(request, settings.allowedOrigins);
  const context = {
    requestId: readRequestId(request.header('x-request-id')),
    corsOrigin: decision.corsOrigin,
  };
  try {
    if (!decision.allowed) throw foreignPage(request.header('origin'));
    if (request.method === 'OPTIONS') {
      const wanted = request.header('access-control-request-headers');
      return { answer: preflightAnswer(wanted, context), code: 'preflight' };
    }
    return { answer: tokenAnswer(await obtainToken(request, settings), context), code: 'ok' };
  } catch (error) {
    return answerFailure(error, context, settings);
  }
}

async function obtainToken(
  request: EndpointRequest,
  settings: AuthenticatorSettings,
): Promise<TokenResponse> {
  if (request.method !== 'POST') {
    throw new AuthenticatorError('method_not_allowed', 'this method is not served, only POST', {
      hint: 'A token is fetched with POST, so that no cache and no link can hold it.',
    });
  }
  const timeLeftMs = startDeadline();
  const reason = await readReason(request, timeLeftMs);
  const participant = await identify(request.request, settings, timeLeftMs);
  if (participant === null || participant === undefined) {
    throw new AuthenticatorError('unauthenticated', 'nobody is signed in', {
      hint: 'The participant callback gave null: no session, or none that is good.',
    });
  }
  // Before it is counted: what names nobody must not share a count with everybody else of that kind.
  await enforceLimit(countingKey(checkReference(participant)), settings);
  return settings.exchange.participantToken(participant, toTokenOptions(request, reason, settings));
}

/** Only what says something: an exchange of the app's own may look at what is there. */
function toTokenOptions(
  { request, waitUntil }: EndpointRequest,
  reason: RefreshReason | undefined,
  { scope }: AuthenticatorSettings,
): ParticipantTokenOptions {
  const options: ParticipantTokenOptions = { fresh: bypassesCache(reason), request };
  // The page holds a token whose end is near, or was when its last call failed.
  if (reason === 'schedule' || reason === 'retry') options.preferNew = true;
  if (scope !== undefined) options.scope = scope;
  if (waitUntil !== undefined) options.waitUntil = waitUntil;
  return options;
}

function identify(
  request: Request,
  { participant }: AuthenticatorSettings,
  timeLeftMs: Deadline,
): MaybePromise<ParticipantReference | null | undefined> {
  return rephrase(() => waitFor(participant(request), timeLeftMs), noSession);
}

/** A limiter that fails or takes longer lets the request through: it is there to protect, not to stand in the way. */
const longestLimiterMs = 1_000;

function enforceLimit(key: string, settings: AuthenticatorSettings): MaybePromise<void> {
  const { limiter, meter } = settings;
  if (limiter === null) return;
  const deciding = recover<RateDecision | null | undefined>(
    () => waitFor(limiter.consume(key), longestLimiterMs),
    (error) => {
      // One of the limiter's own choice.
      if (error instanceof AuthenticatorError && !isTimeout(error)) throw error;
      warnOfFailure(error, { part: 'the rate limiter', consequence: 'the request goes through' }, settings);
      return null;
    },
  );
  return chain(deciding, (decision) => {
    // A limiter that says nothing lets the request through.
    const isAllowed = decision?.allowed !== false;
    meter?.({ kind: 'limiter', isAllowed });
    if (decision?.allowed === false) throw tooOften(decision.retryAfterSeconds);
  });
}

function answerFailure(error: unknown, context: AnswerContext, settings: AuthenticatorSettings): Outcome {
  const failure = error instanceof AuthenticatorError ? error : unexpected(error);
  const answer = errorAnswer(failure, context);
  logFailure(failure, { requestId: context.requestId, status: answer.status }, settings);
  return { answer, code: wireCode(failure.code) };
}

function logFailure(
  failure: AuthenticatorError,
  common: { requestId: string; status: number },
  { logger, sample }: AuthenticatorSettings,
): void {
  const { status } = common;
  const fields = { ...common, ...toLogFields(failure) };
  if (status === 500) {
    logger.error(fields, 'a token request failed');
    return;
  }
  // Whoever is not signed in can cause these, and as many as they like.
  const sampled = status > 500 ? fields : sample(`${failure.code} ${failure.message}`, fields);
  if (sampled === null) return;
  if (status > 500) logger.warn(sampled, 'a token request failed');
  // A signed-in user without a participant, or a page of one's own that is not listed: somebody has to act.
  else if (status === 403) logger.warn(sampled, 'a token request was refused');
  else logger.info(sampled, 'a token request was refused');
}

/** A callback may throw an `AuthenticatorError` to choose what is answered; its own slowness is the server's trouble. */
function noSession(cause: unknown): AuthenticatorError {
  if (cause instanceof AuthenticatorError && cause.code !== 'timeout') return cause;
  return new AuthenticatorError('unavailable', 'the session could not be read', {
    hint: 'The participant callback threw or took longer than 10 s. It gives null when nobody is signed in.',
    retryAfterSeconds: 5,
    cause,
  });
}

function tooOften(retryAfterSeconds: number): AuthenticatorError {
  return new AuthenticatorError('rate_limited', 'this participant asks too often', {
    hint: 'A page asks a few times an hour. Look for a loop, or for several stores in one page.',
    retryAfterSeconds,
  });
}

function unexpected(cause: unknown): AuthenticatorError {
  return new AuthenticatorError('unavailable', 'the authenticator failed', {
    hint: 'This is a defect of the exchange in use. The log names the class of the error.',
    retryAfterSeconds: 5,
    cause,
  });
}

function foreignPage(origin: string | null): AuthenticatorError {
  const named = origin !== null && origin !== 'null';
  return new AuthenticatorError('forbidden', 'pages of this origin may not ask for a token', {
    hint: named
      ? `The page's origin is ${cleanOrigin(origin)}. Add it to allowedOrigins (ALLOWED_ORIGINS), if the page is yours.`
      : 'A request of another site without an origin, or of a sandboxed page: there is none that could be allowed.',
  });
}

/** For the log, from which it may be copied: a caller can write anything there. */
function cleanOrigin(origin: string): string {
  return origin.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 200);
}

/** A caller's own ID is kept where it is harmless in a log line and a header. */
function readRequestId(offered: string | null): string {
  return offered !== null && /^[\w.-]{1,64}$/.test(offered) ? offered : crypto.randomUUID();
}

// The endpoint that a page asks for its token.
import { bypassesCache, type TokenResponse } from '@mdh-tokens/contract';
import { Hono } from 'hono';
import { AuthenticatorError } from './authenticator-error.js';
import {
  readAuthenticatorOptions,
  type AuthenticatorOptions,
  type AuthenticatorSettings,
} from './authenticator-options.js';
import { waitFor } from './bounded-wait.js';
import {
  errorAnswer,
  preflightAnswer,
  tokenAnswer,
  type AnswerContext,
  type AuthenticatorAnswer,
} from './endpoint/answer.js';
import type { EndpointRequest } from './endpoint/endpoint-request.js';
import { judgeSource } from './endpoint/origin-policy.js';
import { readReason } from './endpoint/request-reason.js';
import { fromWebRequest } from './endpoint/web-request.js';
import { checkReference } from './exchange/participant-reference.js';
import { toLogFields } from './log-fields.js';
import { chain, rephrase, type MaybePromise } from './maybe-promise.js';
import type { ParticipantReference } from './token-exchange.js';

/** What the endpoint has besides being a Hono app. */
export interface AuthenticatorHandlers {
  /** Answers a request: a Web-standard handler that needs no `this`. Never rejects. */
  fetch(this: void, request: Request): Promise<Response>;
  /** From plain data to plain data, for adapters: what `fetch` does between `Request` and `Response`. Never rejects. */
  answer(this: void, request: EndpointRequest): Promise<AuthenticatorAnswer>;
}

/** The endpoint: a Hono app to mount or to serve. */
export type Authenticator = AuthenticatorHandlers & Hono;

/** The app's own session store should not take longer. */
const sessionTimeoutMs = 10_000;

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
  const answer = (request: EndpointRequest): Promise<AuthenticatorAnswer> => answerRequest(request, settings);
  const respond = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await answer(fromWebRequest(request));
    return new Response(status === 204 ? null : body, { status, headers });
  };
  const app = new Hono();
  app.all('*', (c) => respond(c.req.raw));
  // Without a router in between: there is one route.
  return Object.assign(app, { answer, fetch: respond });
}

async function answerRequest(
  request: EndpointRequest,
  settings: AuthenticatorSettings,
): Promise<AuthenticatorAnswer> {
  const decision = judgeSource(request, settings.allowedOrigins);
  const context = {
    requestId: readRequestId(request.header('x-request-id')),
    corsOrigin: decision.corsOrigin,
  };
  try {
    if (!decision.allowed) throw foreignPage(request.header('origin'));
    return request.method === 'OPTIONS'
      ? preflightAnswer(request.header('access-control-request-headers'), context)
      : tokenAnswer(await obtainToken(request, settings), context);
  } catch (error) {
    return answerFailure(error, context, settings);
  }
}

async function obtainToken(
  request: EndpointRequest,
  settings: AuthenticatorSettings,
): Promise<TokenResponse> {
  if (request.method !== 'POST') {
    throw new AuthenticatorError('method_not_allowed', `${request.method} is not served, only POST`, {
      hint: 'A token is fetched with POST, so that no cache and no link can hold it.',
    });
  }
  const reason = await readReason(request);
  const participant = await identify(request.request, settings);
  if (participant === null) {
    throw new AuthenticatorError('unauthenticated', 'nobody is signed in', {
      hint: 'The participant callback gave null: no session, or none that is good.',
    });
  }
  // Before it is counted: what names nobody must not share a count with everybody else of that kind.
  const { kind, value } = checkReference(participant);
  // No ID begins like this: it is a GUID.
  await enforceLimit(kind === 'id' ? value : `identifier:${value}`, settings);
  const { exchange, scope } = settings;
  const fresh = bypassesCache(reason);
  return exchange.participantToken(participant, scope === undefined ? { fresh } : { fresh, scope });
}

function identify(
  request: Request,
  { participant }: AuthenticatorSettings,
): MaybePromise<ParticipantReference | null> {
  return rephrase(() => waitFor(participant(request), sessionTimeoutMs), noSession);
}

function enforceLimit(key: string, { limiter }: AuthenticatorSettings): MaybePromise<void> {
  if (limiter === null) return;
  return chain(limiter.consume(key), ({ allowed, retryAfterSeconds }) => {
    if (!allowed) throw tooOften(retryAfterSeconds);
  });
}

function answerFailure(
  error: unknown,
  context: AnswerContext,
  { logger }: AuthenticatorSettings,
): AuthenticatorAnswer {
  const failure = error instanceof AuthenticatorError ? error : unexpected(error);
  const answer = errorAnswer(failure, context);
  const fields = { requestId: context.requestId, status: answer.status, ...toLogFields(failure) };
  if (answer.status === 500) logger.error(fields, 'a token request failed');
  else if (answer.status > 500) logger.warn(fields, 'a token request failed');
  // A signed-in user without a participant, or a page of one's own that is not listed: somebody has to act.
  else if (answer.status === 403) logger.warn(fields, 'a token request was refused');
  else logger.info?.(fields, 'a token request was refused');
  return answer;
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
    hint: 'This is a defect of the exchange or the rate limiter in use. The log names the class of the error.',
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

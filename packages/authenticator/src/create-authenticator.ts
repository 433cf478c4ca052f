// The endpoint that a page asks for its token.
import { bypassesCache } from '@mdh-tokens/contract';
import { Hono } from 'hono';
import { AuthenticatorError } from './authenticator-error.js';
import {
  readAuthenticatorOptions,
  type AuthenticatorOptions,
  type AuthenticatorSettings,
} from './authenticator-options.js';
import { waitFor } from './bounded-wait.js';
import {
  addCors,
  errorAnswer,
  preflightAnswer,
  tokenAnswer,
  type AuthenticatorAnswer,
} from './endpoint/answer.js';
import { judgeSource } from './endpoint/origin-policy.js';
import { readReason } from './endpoint/request-reason.js';
import { toLogFields } from './log-fields.js';
import type { ParticipantReference } from './token-exchange.js';

/** What the endpoint has besides being a Hono app. */
export interface AuthenticatorHandlers {
  /** Answers a request: a Web-standard handler that needs no `this`. Never rejects. */
  fetch(this: void, request: Request): Promise<Response>;
  /** The answer as plain data, for adapters: what `fetch` puts into a `Response`. Never rejects. */
  answer(this: void, request: Request): Promise<AuthenticatorAnswer>;
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
  const answer = (request: Request): Promise<AuthenticatorAnswer> => answerRequest(request, settings);
  const respond = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await answer(request);
    return new Response(status === 204 ? null : body, { status, headers });
  };
  const app = new Hono();
  app.all('*', (c) => respond(c.req.raw));
  // Without a router in between: there is one route.
  return Object.assign(app, { answer, fetch: respond });
}

async function answerRequest(
  request: Request,
  settings: AuthenticatorSettings,
): Promise<AuthenticatorAnswer> {
  const { headers } = request;
  const requestId = readRequestId(headers.get('x-request-id'));
  const source = {
    origin: headers.get('origin'),
    site: headers.get('sec-fetch-site'),
    host: headers.get('host') ?? new URL(request.url).host,
  };
  const decision = judgeSource(source, settings.allowedOrigins);
  let answer: AuthenticatorAnswer;
  try {
    if (!decision.allowed) throw foreignPage();
    answer =
      request.method === 'OPTIONS'
        ? preflightAnswer(headers.get('access-control-request-headers'))
        : await answerPost(request, settings);
  } catch (error) {
    answer = answerFailure(error, requestId, settings);
  }
  addCors(answer, decision.corsOrigin);
  answer.headers['x-request-id'] = requestId;
  if (answer.status === 405) answer.headers['allow'] = 'POST, OPTIONS';
  return answer;
}

async function answerPost(request: Request, settings: AuthenticatorSettings): Promise<AuthenticatorAnswer> {
  if (request.method !== 'POST') {
    throw new AuthenticatorError('method_not_allowed', `${request.method} is not served, only POST`, {
      hint: 'A token is fetched with POST, so that no cache and no link can hold it.',
    });
  }
  const reason = await readReason(request);
  const participant = await identify(request, settings);
  if (participant === null) {
    throw new AuthenticatorError('unauthenticated', 'nobody is signed in', {
      hint: 'The participant callback found no session.',
    });
  }
  await enforceLimit(participant, settings);
  const { exchange, scope } = settings;
  const token = await exchange.participantToken(participant, {
    fresh: bypassesCache(reason),
    ...(scope === undefined ? {} : { scope }),
  });
  return tokenAnswer(token);
}

async function identify(
  request: Request,
  { participant }: AuthenticatorSettings,
): Promise<ParticipantReference | null> {
  try {
    const found = participant(request);
    return await (found instanceof Promise ? waitFor(found, sessionTimeoutMs, undefined) : found);
  } catch (cause) {
    throw new AuthenticatorError('unavailable', 'the session could not be read', {
      hint: 'The participant callback threw or took longer than 10 s. It gives null when nobody is signed in.',
      retryAfterSeconds: 5,
      cause,
    });
  }
}

async function enforceLimit(
  participant: ParticipantReference,
  { limiter }: AuthenticatorSettings,
): Promise<void> {
  if (limiter === null) return;
  const key = 'id' in participant ? `id:${participant.id}` : `identifier:${participant.identifier}`;
  const { allowed, retryAfterSeconds } = await limiter.consume(key);
  if (allowed) return;
  throw new AuthenticatorError('rate_limited', 'this participant asks too often', {
    hint: 'A page asks a few times an hour. Look for a loop, or for several stores in one page.',
    retryAfterSeconds,
  });
}

function answerFailure(
  error: unknown,
  requestId: string,
  { logger }: AuthenticatorSettings,
): AuthenticatorAnswer {
  const failure = error instanceof AuthenticatorError ? error : unexpected(error);
  const answer = errorAnswer(failure);
  const fields = { requestId, status: answer.status, ...toLogFields(failure) };
  if (answer.status === 500) logger.error(fields, 'a token request failed');
  else if (answer.status > 500) logger.warn(fields, 'a token request failed');
  else logger.info?.(fields, 'a token request was refused');
  return answer;
}

function unexpected(cause: unknown): AuthenticatorError {
  return new AuthenticatorError('unavailable', 'the authenticator failed', {
    hint: 'This is a defect of the exchange or the rate limiter in use. The log names the class of the error.',
    retryAfterSeconds: 5,
    cause,
  });
}

function foreignPage(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'pages of this origin may not ask for a token', {
    hint: 'Add the exact origin of the page to allowedOrigins, if the page is yours.',
  });
}

/** A caller's own ID is kept where it is harmless in a log line and a header. */
function readRequestId(offered: string | null): string {
  return offered !== null && /^[\w.-]{1,64}$/.test(offered) ? offered : crypto.randomUUID();
}

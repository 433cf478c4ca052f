// The endpoint for the app's own server, in whatever language: it says who is signed in, and passes the answer on.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  AuthenticatorError,
  createAuthenticator,
  toLogFields,
  type Authenticator,
  type AuthenticatorOptions,
  type Logger,
  type Measure,
  type ParticipantReference,
} from '@mdh-tokens/authenticator';
import { authenticatorErrorStatus, type AuthenticatorErrorCode } from '@mdh-tokens/contract';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readBoundedText } from '../read-bounded-text.js';
import { hasSecret, isFromBrowser, parseInternalRequest } from './internal-request.js';

/** What the endpoint works with. */
export interface InternalEndpointOptions extends Pick<AuthenticatorOptions, 'exchange' | 'rateLimit'> {
  /** What the app's server proves itself with: 32 bytes or more. */
  secret: string;
  logger: Logger;
  /** Told of each answer. */
  onMeasure?: (measure: Measure) => void;
}

const mostBodyBytes = 4_096;

/**
 * `POST /internal/token` with `Authorization: Bearer SECRET` and `{ identifier | id, reason? }`. The answers are those of
 * the page's endpoint, to be passed on as they are. What is wrong with the app's server itself is told as 400
 * `bad_request` or 500 `misconfigured`, never as 401 or 403, which would sign the page's user out; a request that a
 * browser has sent is 403.
 */
export function createInternalEndpoint(options: InternalEndpointOptions): Hono {
  const { secret, logger } = options;
  const asked = new AsyncLocalStorage<ParticipantReference>();
  const authenticator = createAuthenticator({ ...options, participant: () => asked.getStore() ?? null });
  const app = new Hono();
  app.use('/internal/token', async (c, next) => {
    const { headers } = c.req.raw;
    if (isFromBrowser(headers)) throw notForPages();
    if (!hasSecret(headers, secret)) throw withoutSecret();
    return next();
  });
  app.post('/internal/token', async (c) => {
    const request = parseInternalRequest(await readText(c.req.raw));
    if (request === null) throw namesNobody();
    return asked.run(request.participant, () => ask(authenticator, c.req.raw, request.reason));
  });
  app.all('/internal/token', ({ req }) => {
    throw mistake('method_not_allowed', `${req.method} is not served, only POST`);
  });
  app.all('*', () => {
    throw mistake('not_found', 'there is only POST /internal/token');
  });
  app.onError((error, c) => {
    if (!(error instanceof AuthenticatorError)) throw error;
    const code = error.code as AuthenticatorErrorCode;
    const status = authenticatorErrorStatus[code];
    options.onMeasure?.({ kind: 'request', status, code, durationSeconds: 0 });
    logger.warn({ status, ...toLogFields(error) }, 'a request to the internal endpoint was refused');
    c.header('cache-control', 'no-store');
    if (status === 405) c.header('allow', 'POST');
    return c.json({ error: code, error_description: error.message }, status as ContentfulStatusCode);
  });
  return app;
}

/** As a page would ask it: without origin and session, since both have been judged. */
function ask(
  authenticator: Authenticator,
  { headers }: Request,
  reason: string | undefined,
): Promise<Response> {
  const requestId = headers.get('x-request-id');
  return authenticator.fetch(
    new Request('http://internal.invalid/', {
      method: 'POST',
      headers: requestId === null ? {} : { 'x-request-id': requestId },
      body: JSON.stringify({ reason }),
    }),
  );
}

function notForPages(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'this endpoint is not for pages', {
    hint: 'A browser has sent this request, or a server that passes the headers Origin and Sec-Fetch-* of a browser on. Keep INTERNAL_HOST where pages cannot reach it, and pass no headers on.',
  });
}

/** 401 would be passed on to the page, which would then sign its user out. */
function withoutSecret(): AuthenticatorError {
  return new AuthenticatorError('misconfigured', 'the server of this app may not ask for a token', {
    hint: 'It sent no secret, or another one than INTERNAL_SECRET: Authorization: Bearer SECRET.',
  });
}

function namesNobody(): AuthenticatorError {
  return mistake('bad_request', 'expected a JSON object with either "identifier" or "id", as text');
}

async function readText(request: Request): Promise<string> {
  const text = await readBoundedText(request, mostBodyBytes).catch((cause: unknown) => {
    throw mistake('bad_request', 'the body could not be read to its end', cause);
  });
  if (text === null) throw mistake('payload_too_large', `the body is larger than ${mostBodyBytes} bytes`);
  return text;
}

function mistake(code: AuthenticatorErrorCode, message: string, cause?: unknown): AuthenticatorError {
  return new AuthenticatorError(code, message, {
    hint: 'This is a mistake in the server of the app.',
    cause,
  });
}

// The endpoint for the app's own server, in whatever language: it says who is signed in, and passes the answer on.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  createAuthenticator,
  type Authenticator,
  type AuthenticatorOptions,
  type Logger,
  type ParticipantReference,
} from '@mdh-tokens/authenticator';
import { authenticatorErrorStatus, type AuthenticatorErrorCode } from '@mdh-tokens/contract';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { hasSecret, isFromBrowser, parseInternalRequest } from './internal-request.js';

/** What the endpoint works with. */
export interface InternalEndpointOptions extends Pick<AuthenticatorOptions, 'exchange' | 'rateLimit'> {
  /** What the app's server proves itself with: 32 bytes or more. */
  secret: string;
  logger: Logger;
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
    if (isFromBrowser(headers)) {
      logger.warn(
        {},
        'the internal endpoint refused a request of a browser, or one with the headers of a browser',
      );
      return refuse(c, 'forbidden', 'this endpoint is not for pages');
    }
    if (!hasSecret(headers, secret)) {
      logger.error({}, 'the internal endpoint refused a request without the secret of INTERNAL_SECRET');
      return refuse(c, 'misconfigured', 'the server of this app may not ask for a token');
    }
    return next();
  });
  app.post('/internal/token', bodyLimit({ maxSize: mostBodyBytes, onError: tooLarge }), async (c) => {
    const request = parseInternalRequest(await c.req.text());
    if (request === null) {
      return refuse(c, 'bad_request', 'expected a JSON object with either "identifier" or "id", as text');
    }
    return asked.run(request.participant, () => ask(authenticator, c.req.raw, request.reason));
  });
  app.all('/internal/token', (c) => {
    c.header('allow', 'POST');
    return refuse(c, 'method_not_allowed', 'only POST is served');
  });
  app.notFound((c) => refuse(c, 'not_found', 'there is only POST /internal/token'));
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

function tooLarge(c: Context): Response {
  return refuse(c, 'payload_too_large', 'the body is larger than 4 KiB');
}

function refuse(c: Context, code: AuthenticatorErrorCode, description: string): Response {
  c.header('cache-control', 'no-store');
  const status = authenticatorErrorStatus[code] as 400 | 403 | 404 | 405 | 413 | 500;
  return c.json({ error: code, error_description: description }, status);
}

// What a page is told when the identity server misbehaves.
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange, type TokenExchangeOptions } from '../src/index.js';
import { onParticipantGrant, sendJson, startIdentityServer, type Respond } from './identity-server.js';
import { developmentKey } from './keys.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const refuse =
  (status: number, body: unknown, headers: Record<string, string> = {}): Respond =>
  (_request, response) =>
    sendJson(response, status, body, headers);

const text =
  (status: number, body: string, type = 'text/html'): Respond =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body);

const reset: Respond = (_request, response) => void response.destroy();
const hang: Respond = () => undefined;
const cut = (_request: unknown, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '80' });
  response.write('{"access_token":');
  setImmediate(() => response.destroy());
};
const trickle: Respond = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{');
};

interface Expected {
  status: number;
  error: string;
  description: string;
  retryAfter?: string;
}

const wanted = (status: number, error: string, description: string, retryAfter?: string): Expected =>
  retryAfter === undefined ? { status, error, description } : { status, error, description, retryAfter };

const date = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toUTCString();

const failures: Array<[string, Respond, Expected]> = [
  [
    'invalid_client',
    refuse(400, { error: 'invalid_client' }),
    wanted(500, 'misconfigured', 'the identity server refuses clientId or clientSecret'),
  ],
  [
    'invalid_client as 401',
    refuse(401, { error: 'invalid_client' }),
    wanted(500, 'misconfigured', 'the identity server refuses clientId or clientSecret'),
  ],
  [
    'invalid_scope',
    refuse(400, { error: 'invalid_scope' }),
    wanted(500, 'misconfigured', 'the identity server refuses the scope of participant tokens'),
  ],
  [
    'unsupported_grant_type',
    refuse(400, { error: 'unsupported_grant_type' }),
    wanted(500, 'misconfigured', 'the token endpoint refuses the request'),
  ],
  [
    '404',
    text(404, '<h1>Not found</h1>'),
    wanted(500, 'misconfigured', 'there is no token endpoint at the configured URL (HTTP 404)'),
  ],
  [
    '403 of a firewall',
    text(403, '<h1>Blocked</h1>'),
    wanted(502, 'bad_gateway', 'the token endpoint answered with HTTP 403 and no OAuth error'),
  ],
  ['429', refuse(429, {}), wanted(429, 'rate_limited', 'the token endpoint asks to slow down', '5')],
  [
    '429, seconds',
    refuse(429, {}, { 'retry-after': '17' }),
    wanted(429, 'rate_limited', 'the token endpoint asks to slow down', '17'),
  ],
  [
    '429, date',
    refuse(429, {}, { 'retry-after': date(42), date: date(0) }),
    wanted(429, 'rate_limited', 'the token endpoint asks to slow down', '42'),
  ],
  [
    '429, RateLimit-Reset',
    refuse(429, {}, { 'ratelimit-reset': '99' }),
    wanted(429, 'rate_limited', 'the token endpoint asks to slow down', '99'),
  ],
  [
    '429, a year',
    refuse(429, {}, { 'retry-after': '31536000' }),
    wanted(429, 'rate_limited', 'the token endpoint asks to slow down', '900'),
  ],
  ['500', text(500, 'oops'), wanted(503, 'unavailable', 'the token endpoint is unavailable (HTTP 500)', '5')],
  [
    '503',
    refuse(503, {}, { 'retry-after': '30' }),
    wanted(503, 'unavailable', 'the token endpoint is unavailable (HTTP 503)', '30'),
  ],
  [
    'a redirect',
    (_request, response) => void response.writeHead(302, { location: 'https://example.org/login' }).end(),
    wanted(502, 'bad_gateway', 'the token endpoint redirects elsewhere (HTTP 302)'),
  ],
  [
    'HTML',
    text(200, '<html>maintenance</html>'),
    wanted(502, 'bad_gateway', 'the token endpoint answered with something that is not JSON'),
  ],
  [
    'an empty body',
    text(200, ''),
    wanted(502, 'bad_gateway', 'the token endpoint answered with something that is not JSON'),
  ],
  [
    'truncated JSON',
    text(200, '{"access_token":"abc', 'application/json'),
    wanted(502, 'bad_gateway', 'the token endpoint answered with something that is not JSON'),
  ],
  [
    'no expires_in',
    refuse(200, { access_token: 'abc' }),
    wanted(
      502,
      'bad_gateway',
      'the token endpoint gave an answer that is no token: expires_in is missing, expected the seconds of life left, above 0, as a number',
    ),
  ],
  [
    'expires_in "soon"',
    refuse(200, { access_token: 'abc', expires_in: 'soon' }),
    wanted(
      502,
      'bad_gateway',
      'the token endpoint gave an answer that is no token: expires_in is other text, expected the seconds of life left, above 0, as a number',
    ),
  ],
  [
    'expires_in -1',
    refuse(200, { access_token: 'abc', expires_in: -1 }),
    wanted(
      502,
      'bad_gateway',
      'the token endpoint gave an answer that is no token: expires_in is -1, expected the seconds of life left, above 0, as a number',
    ),
  ],
  [
    'a giant answer',
    text(200, `{"access_token":"${'x'.repeat(100_000)}"}`),
    wanted(502, 'bad_gateway', 'the token endpoint answered with more than 64 KiB'),
  ],
  [
    'a connection that is reset each time',
    reset,
    wanted(503, 'unavailable', 'the token endpoint could not be reached', '5'),
  ],
  ['a body that is cut', cut, wanted(503, 'unavailable', 'the token endpoint could not be reached', '5')],
  ['no answer', hang, wanted(504, 'timeout', 'MyDataHelps did not answer in time')],
  ['an answer without an end', trickle, wanted(504, 'timeout', 'MyDataHelps did not answer in time')],
];

const transports: Array<[string, Partial<TokenExchangeOptions>]> = [
  ['undici', {}],
  ['fetch', { fetch: (...request) => fetch(...request) }],
];

describe.each(transports)('through %s', (_name, transport) => {
  async function ask(respond: Respond, lines: unknown[] = [], options: Partial<TokenExchangeOptions> = {}) {
    const identity = await startIdentityServer(onParticipantGrant(respond));
    const logger = {
      debug: (...line: unknown[]) => void lines.push(line),
      info: (...line: unknown[]) => void lines.push(line),
      warn: (...line: unknown[]) => void lines.push(line),
      error: (...line: unknown[]) => void lines.push(line),
    };
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      timeoutSeconds: 60,
      logger,
      ...transport,
      ...options,
    });
    await exchange.serviceToken();
    const authenticator = createAuthenticator({ exchange, participant: () => ({ id: 'p-1' }), logger });
    return authenticator.fetch(new Request('http://app.test/token', { method: 'POST' }));
  }

  test.each(failures)('%s', async (_case, respond, expected) => {
    // Only who waits for nothing gives up early.
    const answer = await ask(respond, [], { timeoutSeconds: expected.error === 'timeout' ? 0.5 : 60 });
    expect({
      status: answer.status,
      ...((await answer.json()) as object),
      retryAfter: answer.headers.get('retry-after'),
    }).toEqual({
      status: expected.status,
      error: expected.error,
      error_description: expected.description,
      retryAfter: expected.retryAfter ?? null,
    });
  });

  test('nothing of what the identity server says reaches the page, and no secret the log', async () => {
    const lines: unknown[] = [];
    const answer = await ask(
      (request, response) =>
        sendJson(response, 400, {
          error: 'invalid_scope',
          error_description: `bad\r\nscope ${request.form.get('token')} ${'A1'.repeat(40)} of ${request.form.get('participant_id')}`,
        }),
      lines,
    );
    const body = await answer.text();
    expect(body).not.toMatch(/service-1|A1A1|p-1|bad/);
    const log = JSON.stringify(lines);
    expect(log).not.toMatch(/service-1|A1A1|p-1/);
    expect(log).toContain('bad scope [removed] [removed] of');
    expect(log).toContain('invalid_scope');
  });

  test('a clientSecret of one’s own is in no log; the documented one is a word like any other', async () => {
    const repeat: Respond = (request, response) =>
      sendJson(response, 400, {
        error: 'invalid_client',
        error_description: `wrong secret: ${request.form.get('client_secret')}`,
      });
    const lines: unknown[] = [];
    await ask(repeat, lines, { clientSecret: 'of-our-own' });
    expect(JSON.stringify(lines)).toContain('wrong secret: [removed]');
    await ask(repeat, lines);
    expect(JSON.stringify(lines)).toContain('wrong secret: secret');
  });
});

test('an identity server that is not there is told as such', async () => {
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: 'http://127.0.0.1:9/',
  });
  await expect(exchange.serviceToken()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'the token endpoint could not be reached',
    hint: expect.stringMatching(/^Tried http:\/\/127\.0\.0\.1:9\. /),
    retryAfterSeconds: 5,
  });
});

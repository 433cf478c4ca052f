// The endpoint as a function, with the events of each service that calls it.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange } from '../src/index.js';
import { eventOf, toLambdaHandler, type LambdaResult } from '../src/lambda.js';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';
import { lambdaEvents, type PageRequest } from './lambda-events/events.js';

const silent = { warn: () => undefined, error: () => undefined };

const post = (headers: Record<string, string> = {}, body: string | null = null): PageRequest => ({
  method: 'POST',
  headers,
  body,
});

const headerOf = ({ headers, multiValueHeaders }: LambdaResult, name: string): string | undefined =>
  headers?.[name] ?? multiValueHeaders?.[name]?.[0];

async function setUp() {
  const emulator = await startEmulator({ tokenLifetimeSeconds: 600 });
  const { identifier } = somebody(emulator);
  const reasons: unknown[] = [];
  const exchange = exchangeFor(emulator);
  const handler = toLambdaHandler(
    createAuthenticator({
      exchange: {
        ...exchange,
        participantToken: (participant, options) => {
          reasons.push(options?.fresh);
          return exchange.participantToken(participant, options);
        },
      },
      participant: (request) =>
        /(?:^|; )session=alice(?:;|$)/.test(request.headers.get('cookie') ?? '') ? { identifier } : null,
      allowedOrigins: ['https://page.example.org'],
      logger: silent,
    }),
  );
  return { handler, reasons };
}

describe.each(lambdaEvents)('called by %s', (name, toEvent) => {
  test('a signed-in page gets a token, and the reason is read', async () => {
    const { handler, reasons } = await setUp();
    const cookie = 'theme=dark; session=alice';
    const result = await handler(
      toEvent(post({ cookie, 'content-type': 'application/json' }, '{"reason":"rejected"}')),
    );
    expect(result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(JSON.parse(result.body)).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
    expect(headerOf(result, 'cache-control')).toBe('no-store');
    expect(headerOf(result, 'content-type')).toBe('application/json');
    expect(reasons).toEqual([true]);
  });

  test('an empty body is fine, nobody signed in is 401, and a large body 413', async () => {
    const { handler } = await setUp();
    expect((await handler(toEvent(post({ cookie: 'session=alice' })))).statusCode).toBe(200);
    expect((await handler(toEvent(post()))).statusCode).toBe(401);
    const large = await handler(toEvent(post({ cookie: 'session=alice' }, 'x'.repeat(5000))));
    expect(large.statusCode).toBe(413);
  });

  test('where a page is from is judged by the host under which it was asked', async () => {
    const { handler } = await setUp();
    const ask = (headers: Record<string, string>) =>
      handler(toEvent(post({ cookie: 'session=alice', ...headers })));
    const event = toEvent(post());
    const host = event.headers?.['host'] ?? event.headers?.['Host'] ?? event.multiValueHeaders?.['host']?.[0];
    expect((await ask({ origin: `https://${host}` })).statusCode).toBe(200);
    expect((await ask({ origin: 'https://evil.example.org' })).statusCode).toBe(403);
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const listed = await ask({ origin: 'https://page.example.org', 'sec-fetch-site': 'cross-site' });
    expect(headerOf(listed, 'access-control-allow-origin')).toBe('https://page.example.org');
    const preflight = await handler(
      toEvent({ method: 'OPTIONS', headers: { origin: 'https://page.example.org' }, body: null }),
    );
    expect(preflight).toMatchObject({ statusCode: 204, body: '' });
  });

  test('the answer has the form that the caller takes', async () => {
    const { handler } = await setUp();
    const result = await handler(toEvent(post()));
    expect(result.multiValueHeaders !== undefined).toBe(name === 'a load balancer with lists of headers');
    expect(result.headers === undefined).toBe(result.multiValueHeaders !== undefined);
    expect(result.statusDescription).toBe(name.includes('balancer') ? '401 Unauthorized' : undefined);
  });
});

test('an authorizer’s verdict is there for the participant callback', async () => {
  const emulator = await startEmulator();
  const { identifier } = somebody(emulator);
  const handler = toLambdaHandler(
    createAuthenticator({
      exchange: exchangeFor(emulator),
      participant: (request) => {
        const authorizer = eventOf(request)?.requestContext?.authorizer as { studyId: string } | undefined;
        return authorizer === undefined ? null : { identifier: authorizer.studyId };
      },
    }),
  );
  const requestContext = { authorizer: { studyId: identifier }, http: { method: 'POST' } };
  expect((await handler({ headers: {}, requestContext })).statusCode).toBe(200);
  expect(eventOf(new Request('https://app.example.org/'))).toBeUndefined();
});

test('the event is found by another copy of this package, too', async () => {
  vi.resetModules();
  const copy = await import('../src/lambda.js');
  expect(copy.eventOf).not.toBe(eventOf);
  const seen: unknown[] = [];
  const handler = toLambdaHandler(
    createAuthenticator({
      exchange: exchangeFor(await startEmulator()),
      participant: (request) => {
        seen.push(copy.eventOf(request));
        return null;
      },
    }),
  );
  const event = { httpMethod: 'POST' };
  await handler(event);
  expect(seen).toEqual([event]);
});

test.each([
  ['nothing but a method', { httpMethod: 'POST' }],
  [
    'null wherever it may be',
    { httpMethod: 'POST', headers: null, multiValueHeaders: null, cookies: null, body: null },
  ],
  ['a header that is none', { httpMethod: 'POST', headers: { 'a b': 'c', x: 'line\nbreak' } }],
  ['a path that is none', { httpMethod: 'POST', path: '//[', headers: { host: 'a b' } }],
  ['a method that is none', { httpMethod: 'A B' }],
])('an event with %s is answered', async (_name, event) => {
  const { handler } = await setUp();
  expect([401, 405]).toContain((await handler(event)).statusCode);
});

test.each([undefined, null])('%s in place of an event is answered', async (event) => {
  const { handler } = await setUp();
  expect((await handler(event as never)).statusCode).toBe(405);
});

test('a process that was frozen for a while goes on, whatever it had begun', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const identity = await startIdentityServer();
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    logger: silent,
  });
  const handler = toLambdaHandler(
    createAuthenticator({ exchange, participant: () => ({ id: 'p-1' }), logger: silent }),
  );
  const { respond } = identity;
  expect((await handler({ httpMethod: 'POST' })).statusCode).toBe(200);
  // A renewal of the service token begins behind the answer, and is frozen on its way with the process.
  identity.respond = (request, response, count) => {
    if (request.form.get('grant_type') !== 'client_credentials') respond(request, response, count);
  };
  vi.advanceTimersByTime(3_545_000);
  expect((await handler({ httpMethod: 'POST' })).statusCode).toBe(200);
  await vi.waitFor(() => expect(identity.count('client_credentials')).toBe(2), { timeout: 20_000 });
  // Twenty minutes later it is thawed by the next call, all tokens are over, and what it had begun is lost.
  identity.respond = respond;
  vi.advanceTimersByTime(3_600_000);
  expect((await handler({ httpMethod: 'POST' })).statusCode).toBe(200);
  expect(identity.count('client_credentials')).toBe(3);
});

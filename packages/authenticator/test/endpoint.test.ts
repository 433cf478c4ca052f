// The endpoint's own rules, asked with Request objects.
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  AuthenticatorError,
  createAuthenticator,
  type AuthenticatorOptions,
  type EndpointRequest,
  type ParticipantReference,
  type ParticipantTokenOptions,
  type TokenExchange,
} from '../src/index.js';

interface Call {
  participant: ParticipantReference;
  options: ParticipantTokenOptions | undefined;
}

/** An exchange that gives everybody a token and remembers who asked. */
function recordingExchange(calls: Call[]): TokenExchange {
  return {
    serviceToken: () => Promise.resolve('service'),
    findParticipant: () => Promise.resolve(null),
    participantToken: (participant, options) => {
      calls.push({ participant, options });
      return Promise.resolve({ access_token: 'token', expires_in: 60, token_type: 'Bearer', subject: 's' });
    },
  };
}

const silent = { warn: () => undefined, error: () => undefined };

function setUp(options: Partial<AuthenticatorOptions> = {}) {
  const calls: Call[] = [];
  const authenticator = createAuthenticator({
    exchange: recordingExchange(calls),
    participant: () => ({ id: 'p-1' }),
    logger: silent,
    ...options,
  });
  const ask = (init: RequestInit = {}, url = 'https://app.test/token') =>
    authenticator.fetch(new Request(url, { method: 'POST', ...init }));
  return { calls, ask };
}

test('a signed-in participant gets a token that nothing may store', async () => {
  const { ask } = setUp();
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    access_token: 'token',
    expires_in: 60,
    token_type: 'Bearer',
    subject: 's',
  });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'Origin',
  });
});

test('the answer is the same on every path', async () => {
  const { ask } = setUp();
  for (const path of ['/', '/token', '/a/b/c'])
    expect((await ask({}, `https://app.test${path}`)).status).toBe(200);
});

test('nobody signed in is 401 unauthenticated', async () => {
  const { ask, calls } = setUp({ participant: () => Promise.resolve(null) });
  const answer = await ask();
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({ error: 'unauthenticated', error_description: 'nobody is signed in' });
  expect(calls).toEqual([]);
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('%s is 405 with Allow', async (method) => {
  const { ask, calls } = setUp();
  const answer = await ask({ method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST, OPTIONS');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(calls).toEqual([]);
});

describe('where a request may come from', () => {
  const listed = 'https://page.test';
  const cases: Array<[string, Record<string, string>, number, string | null]> = [
    ['no browser', {}, 200, null],
    ['the own page', { 'sec-fetch-site': 'same-origin' }, 200, null],
    [
      'the own page with its origin',
      { 'sec-fetch-site': 'same-origin', origin: 'https://app.test' },
      200,
      null,
    ],
    ['an old browser on the own page', { origin: 'https://app.test' }, 200, null],
    ['an old browser, TLS ended by a proxy', { origin: 'http://app.test' }, 200, null],
    ['an old browser elsewhere', { origin: 'https://evil.test' }, 403, null],
    ['another port', { origin: 'https://app.test:8443' }, 403, null],
    ['a listed origin', { 'sec-fetch-site': 'cross-site', origin: listed }, 200, listed],
    ['a listed origin in an old browser', { origin: listed }, 200, listed],
    ['a listed origin on the same site', { 'sec-fetch-site': 'same-site', origin: listed }, 200, listed],
    ['a foreign site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }, 403, null],
    ['a foreign site without origin', { 'sec-fetch-site': 'cross-site' }, 403, null],
    ['another subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://other.app.test' }, 403, null],
    ['the null origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }, 403, null],
    ['the null origin in an old browser', { origin: 'null' }, 403, null],
    ['a listed name as prefix', { 'sec-fetch-site': 'cross-site', origin: `${listed}.evil.test` }, 403, null],
    [
      'a listed name in another scheme',
      { 'sec-fetch-site': 'cross-site', origin: 'http://page.test' },
      403,
      null,
    ],
    ['a listed name in capitals', { 'sec-fetch-site': 'cross-site', origin: 'https://PAGE.test' }, 403, null],
    ['an unknown site value', { 'sec-fetch-site': 'nearby', origin: 'https://app.test' }, 403, null],
  ];
  test.each(cases)('%s %j -> %i', async (_name, headers, status, corsOrigin) => {
    const { ask, calls } = setUp({ allowedOrigins: [listed] });
    const answer = await ask({ headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(corsOrigin);
    expect(answer.headers.get('access-control-allow-credentials')).toBe(corsOrigin === null ? null : 'true');
    expect(answer.headers.get('access-control-expose-headers')).toBe(
      corsOrigin === null ? null : 'Date, Retry-After, X-Request-Id',
    );
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(calls).toHaveLength(status === 200 ? 1 : 0);
  });

  test('an error answer can be read by the page of a listed origin', async () => {
    const { ask } = setUp({ allowedOrigins: [listed], participant: () => null });
    const answer = await ask({ headers: { 'sec-fetch-site': 'cross-site', origin: listed } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe(listed);
  });

  test.each([
    [{ origin: 'https://page.test:8443' }, "The page's origin is https://page.test:8443. Add it to"],
    [{ 'sec-fetch-site': 'cross-site' }, 'there is none that could be allowed'],
    [{ origin: 'null' }, 'there is none that could be allowed'],
    [{ origin: 'a b\u00e9' }, "The page's origin is a?b?. "],
    [{ origin: 'x'.repeat(5000) }, `The page's origin is ${'x'.repeat(200)}. `],
  ])('the log names the origin that was refused: %j', async (headers, hint) => {
    const warn = vi.fn<(fields: object) => void>();
    const answer = await setUp({ logger: { ...silent, warn } }).ask({ headers });
    expect(answer.status).toBe(403);
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ hint: expect.stringContaining(hint) });
    expect(await answer.text()).not.toContain(hint);
  });

  test('a preflight from a listed origin is granted, from others refused', async () => {
    const { ask } = setUp({ allowedOrigins: [listed] });
    const preflight = (origin: string) =>
      ask({
        method: 'OPTIONS',
        headers: {
          origin,
          'sec-fetch-site': 'cross-site',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-csrf',
        },
      });
    const granted = await preflight(listed);
    expect(granted.status).toBe(204);
    expect(granted.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-csrf');
    expect(granted.headers.get('access-control-allow-methods')).toBe('POST');
    const refused = await preflight('https://evil.test');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-headers')).toBeNull();
  });
});

const post = (body: BodyInit, headers: Record<string, string> = {}) => ({ body, headers, duplex: 'half' });

describe('the body', () => {
  test.each([
    ['', false],
    ['{}', false],
    ['{"reason":"schedule"}', false],
    ['{"reason":"rejected"}', true],
    ['{"reason":"forced"}', true],
    ['{"reason":"whatever"}', false],
    ['{"participant_id":"p-2","identifier":"other","scope":"api","id":"p-3"}', false],
  ])('%j names at most a reason (fresh: %s)', async (body, fresh) => {
    const { ask, calls } = setUp();
    expect((await ask(post(body), 'https://app.test/token?id=p-2&participant=p-3&scope=api')).status).toBe(
      200,
    );
    expect(calls).toMatchObject([{ participant: { id: 'p-1' }, options: { fresh } }]);
    expect(calls[0]?.options?.scope).toBeUndefined();
  });

  test.each(['hello', '[]', '"rejected"', '7', '{'])('%j is 400', async (body) => {
    const { ask, calls } = setUp();
    const answer = await ask(post(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: 'bad_request',
      error_description: 'the body is not a JSON object',
    });
    expect(calls).toEqual([]);
  });

  test('is refused when it declares more than 4096 bytes', async () => {
    const { ask } = setUp();
    expect((await ask(post('{}', { 'content-length': '5000' }))).status).toBe(413);
  });

  test.each(['many', '10, 10', '-1'])('is counted where its length is given as %j', async (length) => {
    const { ask } = setUp();
    expect((await ask(post(' '.repeat(5000), { 'content-length': length }))).status).toBe(413);
    expect((await ask(post('{}', { 'content-length': length }))).status).toBe(200);
  });

  test('is refused when it turns out larger, and is not read to its end', async () => {
    const { ask } = setUp();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(1024).fill(32));
      },
    });
    expect((await ask(post(endless))).status).toBe(413);
    // What may be left of a body, 64 KiB, is taken off the wire, and no more.
    expect(sent).toBeLessThan(80);
  });

  test('that does not come is 400 after ten seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = setUp();
    const answer = ask(post(new ReadableStream<Uint8Array>()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await answer).status).toBe(400);
  });

  test('that breaks off is 400', async () => {
    const { ask } = setUp();
    const broken = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('gone')) });
    expect((await ask(post(broken))).status).toBe(400);
  });
});

describe('the rate limit', () => {
  test('is 60 a minute for each participant', async () => {
    let id = 'p-1';
    const { ask, calls } = setUp({ participant: () => ({ id }) });
    for (let count = 0; count < 60; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({
      error: 'rate_limited',
      error_description: 'this participant asks too often',
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(calls).toHaveLength(60);
    id = 'p-2';
    expect((await ask()).status).toBe(200);
  });

  test('is counted apart for participants whose id is there and undefined', async () => {
    let identifier = 'alice';
    const participant = () => ({ id: undefined, identifier }) as unknown as ParticipantReference;
    const { ask } = setUp({ participant, rateLimit: { perMinute: 1 } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    identifier = 'bob';
    expect((await ask()).status).toBe(200);
  });

  test('can be another one, or none', async () => {
    const { ask } = setUp({ rateLimit: { perMinute: 1 } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    const unlimited = setUp({ rateLimit: false });
    for (let count = 0; count < 100; count += 1) expect((await unlimited.ask()).status).toBe(200);
    const own = setUp({ rateLimit: { consume: () => ({ allowed: false, retryAfterSeconds: 7 }) } });
    expect((await own.ask()).headers.get('retry-after')).toBe('7');
  });
});

/** No instance of this realm's Promise, like those of a library that has its own. */
const foreign = <T>(value: T): Promise<T> =>
  (runInNewContext('Promise') as PromiseConstructor).resolve(value);

test('the session and the limiter may answer with a promise of any make', async () => {
  const limiter = { consume: () => foreign({ allowed: true, retryAfterSeconds: 0 }) };
  const { ask, calls } = setUp({ participant: () => foreign({ id: 'p-1' }), rateLimit: limiter });
  expect((await ask()).status).toBe(200);
  expect(calls).toHaveLength(1);
  expect((await setUp({ participant: () => foreign(null) }).ask()).status).toBe(401);
});

describe('what goes wrong on the server', () => {
  test('a participant callback that does not settle is 503 after ten seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = setUp({ participant: () => new Promise(() => undefined) });
    const answer = ask();
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await answer).status).toBe(503);
  });

  test.each<[string, AuthenticatorOptions['participant']]>([
    [
      'throws',
      () => {
        throw new Error('session of patient 4711 is broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('session of patient 4711 is broken'))],
  ])('a participant callback that %s is 503, logged without its text', async (_name, participant) => {
    const lines: unknown[] = [];
    const logger = { warn: (...line: unknown[]) => void lines.push(line), error: () => undefined };
    const { ask } = setUp({ participant, logger });
    const answer = await ask({ headers: { 'x-request-id': 'req-1' } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toEqual({
      error: 'unavailable',
      error_description: 'the session could not be read',
    });
    expect(lines).toEqual([
      [
        expect.objectContaining({
          requestId: 'req-1',
          status: 503,
          cause: expect.stringMatching(/^Error at .*endpoint\.test\.ts:\d+:\d+\)?$/),
        }),
        'a token request failed',
      ],
    ]);
    expect(JSON.stringify(lines)).not.toContain('4711');
  });

  test('a participant callback may choose the answer', async () => {
    const participant = () => {
      throw new AuthenticatorError('rate_limited', 'the study is closed for today', {
        hint: 'Open it again.',
        retryAfterSeconds: 60,
      });
    };
    const answer = await setUp({ participant }).ask();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(await answer.json()).toMatchObject({ error_description: 'the study is closed for today' });
  });

  test.each([
    [0.2, '1'],
    [2.5, '3'],
    [Number.NaN, null],
    ['5\r\nx-injected: yes' as unknown as number, null],
  ])('a time to wait of %j becomes Retry-After: %s', async (retryAfterSeconds, header) => {
    const limiter = { consume: () => ({ allowed: false, retryAfterSeconds }) };
    const answer = await setUp({ rateLimit: limiter }).ask();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe(header);
  });

  test('no logger at all means the console', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    onTestFinished(() => warned.mockRestore());
    const participant = () => Promise.reject(new Error('no'));
    await setUp({ logger: null as never, participant }).ask();
    expect(warned).toHaveBeenCalledTimes(1);
  });

  test('a logger that throws costs nobody the answer', async () => {
    const broken = () => {
      throw new Error('the log is closed');
    };
    const logger = { info: broken, warn: broken, error: broken };
    expect((await setUp({ logger, participant: () => null }).ask()).status).toBe(401);
  });

  test('a refusal that somebody has to act on is a warning, that nobody is signed in is none', async () => {
    const warn = vi.fn<(fields: object) => void>();
    const info = vi.fn<(fields: object) => void>();
    const logger = { warn, info, error: () => undefined };
    await setUp({ logger }).ask({ headers: { 'sec-fetch-site': 'cross-site' } });
    await setUp({ logger, participant: () => null }).ask();
    expect(warn.mock.calls.map(([fields]) => fields)).toEqual([
      expect.objectContaining({ status: 403, code: 'forbidden' }),
    ]);
    expect(info.mock.calls.map(([fields]) => fields)).toEqual([
      expect.objectContaining({ status: 401, code: 'unauthenticated' }),
    ]);
  });

  test('an exchange that fails without a code is 503', async () => {
    const { ask } = setUp({
      exchange: { ...recordingExchange([]), participantToken: () => Promise.reject(new TypeError('secret')) },
    });
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
  });

  test.each([
    ['false', false],
    ['an identifier without a name for it', 'alice'],
    ['an empty object', {}],
    ['both', { id: 'p-1', identifier: 'alice' }],
    ['an identifier that is a number', { identifier: 4711 }],
  ])(
    'a participant callback that gives %s is 500, and the log says what it should give',
    async (_name, given) => {
      const error = vi.fn<(fields: object) => void>();
      const participant = () => given as unknown as ParticipantReference;
      const { ask, calls } = setUp({ participant, logger: { ...silent, error } });
      const answer = await ask();
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({ error: 'misconfigured' });
      expect(error).toHaveBeenCalledWith(
        expect.objectContaining({
          code: 'invalid_option',
          reason: expect.stringMatching(/^the participant/),
        }),
        expect.anything(),
      );
      expect(calls).toEqual([]);
    },
  );
});

test('there are two ways to ask and nothing else: no guard can be added that would never run', () => {
  const authenticator = createAuthenticator({ exchange: recordingExchange([]), participant: () => null });
  expect(new Set(Object.keys(authenticator))).toEqual(new Set(['answer', 'fetch']));
});

test('an adapter may hand over plain data', async () => {
  const { answer } = createAuthenticator({
    exchange: recordingExchange([]),
    participant: () => ({ id: 'p-1' }),
    logger: silent,
  });
  const request: EndpointRequest = {
    method: 'POST',
    header: () => null,
    host: () => 'app.test',
    body: () => '',
    request: new Request('https://app.test/token', { method: 'POST' }),
  };
  expect(await answer(request)).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
});

test('a harmless request ID is kept, any other replaced', async () => {
  const { ask } = setUp();
  const idOf = async (value: string) =>
    (await ask({ headers: { 'x-request-id': value } })).headers.get('x-request-id');
  expect(await idOf('abc-123_X.y')).toBe('abc-123_X.y');
  for (const bad of ['a b', 'x'.repeat(65), '<script>', '"'])
    expect(await idOf(bad)).toMatch(/^[0-9a-f-]{36}$/);
});

const participant = () => null;

describe('options that cannot work', () => {
  const exchange = recordingExchange([]);
  test.each<[unknown, string]>([
    [{ participant }, 'exchange is missing'],
    [{ exchange }, 'participant is not a function'],
    [
      { exchange, participant, allowedOrigins: ['*'] },
      'allowedOrigins has an entry that is no exact origin: "*"',
    ],
    [
      { exchange, participant, allowedOrigins: ['https://a.test/'] },
      'allowedOrigins has an entry that is no exact origin: "https://a.test/"',
    ],
    [
      { exchange, participant, allowedOrigins: ['null'] },
      'allowedOrigins has an entry that is no exact origin: "null"',
    ],
    [
      { exchange, participant, rateLimit: { perMinute: 0 } },
      'rateLimit.perMinute is 0, expected a whole number above 0',
    ],
    [{ exchange, participant, scope: '' }, 'scope is not a list of scope names'],
  ])('%j: %s', (options, message) => {
    expect(() => createAuthenticator(options as AuthenticatorOptions)).toThrow(
      expect.objectContaining({ code: 'invalid_option', message }),
    );
  });
});

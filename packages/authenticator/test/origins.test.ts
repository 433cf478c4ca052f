// Which origins can be allowed, and which texts in a header are an origin at all.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAuthenticator, findAuthenticatorProblems, type AuthenticatorOptions } from '../src/index.js';

const options: AuthenticatorOptions = {
  exchange: {
    serviceToken: () => Promise.resolve('service'),
    findParticipant: () => Promise.resolve(null),
    participantToken: () => Promise.resolve({ access_token: 'token', expires_in: 60, token_type: 'Bearer' }),
  },
  participant: () => ({ id: 'p-1' }),
  rateLimit: false,
  logger: { warn: () => undefined, error: () => undefined },
};

/** `Headers` would trim and refuse what a raw socket may carry. */
function ask(allowedOrigins: string[], headers: Record<string, string>) {
  return createAuthenticator({ ...options, allowedOrigins }).answer({
    method: 'POST',
    header: (name) => headers[name] ?? null,
    host: () => 'own.example',
    body: () => '',
    request: new Request('https://own.example/token', { method: 'POST' }),
  });
}

describe('an origin that can be allowed', () => {
  test.each([
    'https://app.example.org',
    'https://app.example.org:8443',
    'https://[2001:db8::1]',
    'http://localhost',
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://app.localhost',
    'capacitor://localhost',
    'ionic://localhost',
    'tauri://localhost',
    'app://study-app',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  ])('%s is taken, and its page may read the answer', async (origin) => {
    for (const site of [{}, { 'sec-fetch-site': 'cross-site' }]) {
      const { status, headers } = await ask([origin], { origin, ...site });
      expect(status).toBe(200);
      expect(headers['access-control-allow-origin']).toBe(origin);
    }
  });

  test.each([
    ['*', 'There are no wildcards'],
    ['https://*.example.org', 'There are no wildcards'],
    ['http://*', 'There are no wildcards'],
    ['capacitor://*', 'There are no wildcards'],
    ['null', 'opaque origin'],
    ['http://app.example.org', 'not https'],
    ['http://192.168.1.5:3000', 'not https'],
    ['http://localhost.evil.example', 'not https'],
    ['https://example.org.', 'Leave out the dot'],
    ['https://example.org/', 'without a slash'],
    ['https://example.org/path', 'without a slash'],
    ['https://example.org?x', 'without a slash'],
    ['https://user@example.org', 'without a slash'],
    ['https://EXAMPLE.org', 'without a slash'],
    ['https://example.org:443', 'without a slash'],
    ['https://exämple.org', 'without a slash'],
    [' https://example.org', 'without a slash'],
    ['https://example.org\\', 'without a slash'],
    ['https://exa\tmple.org', 'without a slash'],
    ['example.org', 'without a slash'],
    ['//example.org', 'without a slash'],
    ['capacitor://localhost/', 'without a slash'],
    ['Capacitor://localhost', 'without a slash'],
    ['file://localhost', 'without a slash'],
    ['javascript://localhost', 'without a slash'],
    ['wss://example.org', 'without a slash'],
    ['data:text/html,x', 'without a slash'],
    ['', 'without a slash'],
    [7 as unknown as string, 'without a slash'],
  ])('is not %j: %s', (origin, hint) => {
    expect(
      findAuthenticatorProblems({ ...options, allowedOrigins: ['https://good.example', origin] }),
    ).toEqual([
      {
        option: 'allowedOrigins',
        problem: `has an entry that is no exact origin: ${JSON.stringify(origin)}`,
        hint: expect.stringContaining(hint),
      },
    ]);
  });

  test('is not a text instead of a list', () => {
    const allowedOrigins = 'https://app.example.org' as unknown as string[];
    expect(findAuthenticatorProblems({ ...options, allowedOrigins })).toMatchObject([
      { option: 'allowedOrigins' },
    ]);
  });
});

describe('the own origin, where only the Origin header tells', () => {
  test.each(['https://own.example', 'http://own.example'])('is %s', async (origin) => {
    expect((await ask([], { origin })).status).toBe(200);
  });

  test.each([
    'https://own.example\\',
    'https://own.example\t',
    '\thttps://own.example',
    'https://own.exam\tple',
    'https://own.example/',
    'https://own.example/x',
    'https://own.example?',
    'https://own.example#',
    'https:own.example',
    'https:/own.example',
    'https:\\\\own.example',
    'HTTPS://own.example',
    'https://OWN.example',
    'https://own.example:443',
    'https://own%2eexample',
    'https://evil@own.example',
    'https://ｏwn.example',
    'capacitor://own.example',
    'https://own.example, https://evil.example',
    'null',
    '',
  ])('is not %j', async (origin) => {
    expect((await ask([], { origin })).status).toBe(403);
  });

  test('is never a text that is not written as a browser writes it', async () => {
    const around = fc.string({
      unit: fc.constantFrom('\\', '\t', '\n', ' ', '/', '?', '#', '@', ':', '.', '%', 'a'),
    });
    await fc.assert(
      fc.asyncProperty(around, around, async (before, after) => {
        fc.pre(before + after !== '');
        expect((await ask([], { origin: `${before}https://own.example${after}` })).status).toBe(403);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['x-csrf\r\nset-cookie: a=b', 'x-csrf,\r\n x-other', 'x-csrf, ', '*', 'ä'])(
  'a preflight is not answered with the header names %j, which no browser asks for',
  async (wanted) => {
    const headers: Record<string, string> = {
      origin: 'https://app.example.org',
      'access-control-request-method': 'POST',
      'access-control-request-headers': wanted,
    };
    const answer = await createAuthenticator({
      ...options,
      allowedOrigins: ['https://app.example.org'],
    }).answer({
      method: 'OPTIONS',
      header: (name) => headers[name] ?? null,
      host: () => 'own.example',
      body: () => '',
      request: new Request('https://own.example/token', { method: 'OPTIONS' }),
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toBe('authorization, content-type');
  },
);

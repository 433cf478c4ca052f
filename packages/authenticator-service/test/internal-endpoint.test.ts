// The endpoint that the app's own server asks.
import { createTokenExchange, type LogFields } from '@mdh-tokens/authenticator';
import { createMemoryRateLimiter } from '@mdh-tokens/authenticator';
import { beforeEach, describe, expect, test } from 'vitest';
import { issuedTo, somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { createInternalEndpoint } from '../src/internal/internal-endpoint.js';

const secret = 'a secret that has no blanks'.replaceAll(' ', '-').padEnd(32, '-');

let lines: Array<LogFields & { message: string }>;
beforeEach(() => void (lines = []));

async function setUp({ perMinute = 60 } = {}) {
  const emulator = await startEmulator();
  const { serviceAccount, privateKey, projectId, url: baseUrl } = emulator;
  const write = (fields: LogFields, message: string) => void lines.push({ ...fields, message });
  const logger = { info: write, warn: write, error: write };
  const app = createInternalEndpoint({
    exchange: createTokenExchange({ serviceAccount, privateKey, projectId, baseUrl, logger }),
    rateLimit: createMemoryRateLimiter({ perMinute }),
    secret,
    logger,
  });
  const ask = async (body: unknown, init: RequestInit & { path?: string } = {}) => {
    const { path = '/internal/token', ...rest } = init;
    const answer = await app.fetch(
      new Request(`http://127.0.0.1:8081${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}` },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...rest,
      }),
    );
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as object };
  };
  return { emulator, ask, ...somebody(emulator) };
}

test('gives a token by identifier and by ID, to be passed on as it is', async () => {
  const { ask, emulator, identifier, id } = await setUp();
  const { status, headers, body } = await ask({ identifier });
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-type')).toBe('application/json');
  expect(body).toMatchObject({
    access_token: issuedTo(emulator, 'participant')[0],
    expires_in: 3600,
    token_type: 'Bearer',
    subject: expect.any(String) as string,
  });
  expect((await ask({ id, reason: 'schedule' })).body).toMatchObject({
    access_token: expect.any(String) as string,
  });
});

test('a reason that wants a new token gets one', async () => {
  const { ask, identifier } = await setUp();
  const first = await ask({ identifier });
  const same = await ask({ identifier, reason: 'start' });
  const other = await ask({ identifier, reason: 'rejected' });
  const tokenOf = ({ body }: { body: object }) => (body as { access_token: string }).access_token;
  expect(tokenOf(same)).toBe(tokenOf(first));
  expect(tokenOf(other)).not.toBe(tokenOf(first));
});

test('the app’s request ID is in the log', async () => {
  const { ask } = await setUp();
  const headers = { authorization: `Bearer ${secret}`, 'x-request-id': 'from-django-7' };
  expect((await ask({ identifier: 'nobody' }, { headers })).status).toBe(403);
  expect(lines).toContainEqual(expect.objectContaining({ requestId: 'from-django-7', code: 'forbidden' }));
});

describe('a request that a browser has sent is refused, with the secret, too:', () => {
  test.each([
    { origin: 'https://study.example.org' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-user': '?1' },
  ])('%j', async (extra) => {
    const { ask, emulator, identifier } = await setUp();
    // Node lets a request have headers that a page's script cannot set.
    const headers = { authorization: `Bearer ${secret}`, ...extra } as Record<string, string>;
    const { status, body } = await ask({ identifier }, { headers });
    expect([status, body]).toEqual([
      403,
      { error: 'forbidden', error_description: 'this endpoint is not for pages' },
    ]);
    expect(emulator.issued).toEqual([]);
  });
});

describe('without the secret there is no token, and nobody is signed out:', () => {
  test.each<[string, Record<string, string>]>([
    ['none', {}],
    ['another', { authorization: `Bearer ${secret.replace('a', 'b')}` }],
    ['a part', { authorization: `Bearer ${secret.slice(0, -1)}` }],
    ['another scheme', { authorization: `Basic ${secret}` }],
    ['more', { authorization: `Bearer ${secret}x` }],
  ])('%s', async (_name, headers) => {
    const { ask, emulator, identifier } = await setUp();
    expect(await ask({ identifier }, { headers })).toMatchObject({
      status: 500,
      body: { error: 'misconfigured' },
    });
    expect(emulator.issued).toEqual([]);
    expect(JSON.stringify(lines)).toContain('INTERNAL_SECRET');
    expect(JSON.stringify(lines)).not.toContain(secret.slice(0, -1));
  });
});

describe('what names nobody, or two, is a mistake of the app’s server:', () => {
  test.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    {},
    { identifier: 7 },
    { identifier: null },
    { identifier: 'a', id: 'b' },
    { identifier: ['a'] },
    { participant: 'a' },
  ])('%j', async (body) => {
    const { ask } = await setUp();
    expect(await ask(body)).toMatchObject({ status: 400, body: { error: 'bad_request' } });
  });
});

test('an unknown participant is 403, one that cannot exist, too', async () => {
  const { ask } = await setUp();
  for (const identifier of ['nobody', '', '..', 'a'.repeat(300)]) {
    expect(await ask({ identifier })).toMatchObject({ status: 403, body: { error: 'forbidden' } });
  }
});

test('the limit counts here, too', async () => {
  const { ask, identifier } = await setUp({ perMinute: 2 });
  expect((await ask({ identifier })).status).toBe(200);
  expect((await ask({ identifier })).status).toBe(200);
  const third = await ask({ identifier });
  expect([third.status, third.headers.get('retry-after')]).toEqual([429, '60']);
});

test('another method, another path and a large body are told', async () => {
  const { ask, identifier } = await setUp();
  expect((await ask(undefined, { method: 'PUT' })).status).toBe(405);
  expect((await ask({ identifier }, { path: '/' })).status).toBe(404);
  expect((await ask({ identifier, more: 'x'.repeat(5_000) })).status).toBe(413);
});

test('at the same time, nobody gets another’s token', async () => {
  const { ask, emulator } = await setUp({ perMinute: 1_000 });
  const names = emulator.participants.map((participant) => participant.participantIdentifier);
  const many = Array.from({ length: 100 }, (_, index) => names[index % names.length]!);
  const answers = await Promise.all(many.map((identifier) => ask({ identifier })));
  const owners = new Map(emulator.issued.map((token) => [token.accessToken, token.participantId]));
  const ids = new Map(emulator.participants.map((person) => [person.participantIdentifier, person.id]));
  for (const [index, { body }] of answers.entries()) {
    const owner = owners.get((body as { access_token: string }).access_token);
    expect(owner).toBe(ids.get(many[index]!));
  }
});

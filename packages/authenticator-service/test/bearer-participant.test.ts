// Who is signed in by a JWT, and who is not.
import { SignJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import {
  createBearerParticipant,
  type BearerParticipant,
  type BearerParticipantOptions,
} from '../src/index.js';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const asking = (authorization?: string) =>
  new Request('http://app.test/', {
    method: 'POST',
    headers: authorization === undefined ? {} : { authorization },
  });

async function setUp(options: Partial<BearerParticipantOptions> = {}) {
  const provider = await startIdentityProvider();
  const participant: BearerParticipant = createBearerParticipant({
    jwksUrl: provider.jwksUrl,
    issuer: provider.issuer,
    audience: 'app',
    ...options,
  });
  return { provider, participant };
}

test('a good token names the participant by its sub', async () => {
  const { provider, participant } = await setUp();
  expect(await participant(asking(`Bearer ${await provider.sign()}`))).toEqual({ identifier: 'alice' });
  expect(await participant(asking(`bearer ${await provider.sign({ aud: ['x', 'app'] })}`))).toEqual({
    identifier: 'alice',
  });
});

test('another claim can name it, by internal ID', async () => {
  const { provider, participant } = await setUp({ claim: 'mdh_participant', claimIs: 'id' });
  const token = await provider.sign({ mdh_participant: 'guid-1' });
  expect(await participant(asking(`Bearer ${token}`))).toEqual({ id: 'guid-1' });
  expect(await participant(asking(`Bearer ${await provider.sign()}`))).toBeNull();
});

describe('nobody is signed in by', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const cases: Array<[string, (provider: IdentityProvider) => Promise<string | undefined>]> = [
    ['no header', () => Promise.resolve(undefined)],
    ['another scheme', async (provider) => `Basic ${await provider.sign()}`],
    ['garbage', () => Promise.resolve('Bearer abc.def.ghi')],
    ['a giant token', () => Promise.resolve(`Bearer ${'a'.repeat(10_000)}`)],
    ['an expired token', async (provider) => `Bearer ${await provider.sign({ exp: now() - 60 })}`],
    ['a token without exp', async (provider) => `Bearer ${await provider.sign({ exp: null })}`],
    [
      'a token that is not valid yet',
      async (provider) => `Bearer ${await provider.sign({ nbf: now() + 60 })}`,
    ],
    ['another issuer', async (provider) => `Bearer ${await provider.sign({ iss: 'https://evil.test' })}`],
    ['another audience', async (provider) => `Bearer ${await provider.sign({ aud: 'other' })}`],
    ['no audience', async (provider) => `Bearer ${await provider.sign({ aud: null })}`],
    ['no sub', async (provider) => `Bearer ${await provider.sign({ sub: null })}`],
    ['an empty sub', async (provider) => `Bearer ${await provider.sign({ sub: '' })}`],
    ['a numeric claim', async (provider) => `Bearer ${await provider.sign({ sub: 7 })}`],
    [
      'a header with an extension that nobody knows',
      async (provider) => {
        const [, payload, signature] = (await provider.sign()).split('.');
        return `Bearer ${base64({ alg: 'RS256', kid: 'key-0', crit: ['x'], x: 1 })}.${payload}.${signature}`;
      },
    ],
    ['an unknown key', async (provider) => `Bearer ${await provider.sign({}, { kid: 'nobody' })}`],
    [
      'alg none',
      async (provider) => {
        const [, payload] = (await provider.sign()).split('.');
        return `Bearer ${base64({ alg: 'none' })}.${payload}.`;
      },
    ],
    [
      'a symmetric key',
      async (provider) => {
        const [, payload = ''] = (await provider.sign()).split('.');
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
        const key = new TextEncoder().encode('the public key, which everybody knows');
        const token = await new SignJWT({ ...claims })
          .setProtectedHeader({ alg: 'HS256', kid: 'key-0' })
          .sign(key);
        return `Bearer ${token}`;
      },
    ],
    [
      'a signature of somebody else',
      async (provider) => {
        const [head, payload] = (await provider.sign()).split('.');
        const [, , signature] = (await provider.sign({ sub: 'mallory' })).split('.');
        return `Bearer ${head}.${payload}.${signature}`;
      },
    ],
  ];
  test.each(cases)('%s', async (_name, make) => {
    const { provider, participant } = await setUp();
    expect(await participant(asking(await make(provider)))).toBeNull();
  });
});

test('unknown keys do not make it fetch the key set again and again', async () => {
  const { provider, participant } = await setUp();
  await participant(asking(`Bearer ${await provider.sign()}`));
  for (let count = 0; count < 20; count += 1) {
    const guess = `Bearer ${await provider.sign({}, { kid: `guess-${count}` })}`;
    // It may be newer than the key set, and is not refused before that is known.
    await expect(participant(asking(guess))).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 30,
    });
  }
  expect(provider.fetches()).toBe(1);
});

test('a rotated key is found after the cool-down', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const { provider, participant } = await setUp();
  await participant(asking(`Bearer ${await provider.sign()}`));
  await provider.rotate();
  vi.advanceTimersByTime(31_000);
  expect(await participant(asking(`Bearer ${await provider.sign()}`))).toEqual({ identifier: 'alice' });
  vi.useRealTimers();
});

test('a key set that cannot be had is an error, not a refusal', async () => {
  const { provider, participant } = await setUp();
  provider.status = 500;
  await expect(participant(asking(`Bearer ${await provider.sign()}`))).rejects.toMatchObject({
    code: 'unavailable',
    hint: expect.stringContaining('JWT_JWKS_URL') as string,
  });
  await expect(participant.checkKeySet()).rejects.toMatchObject({ code: 'unavailable' });
  provider.status = 200;
  await expect.poll(() => participant.checkKeySet(), { timeout: 10_000 }).toBeUndefined();
});

const naming = (setting: string) => expect.stringContaining(`(${setting})`) as string;

test('why a token is refused is told to the operator, without a word of it', async () => {
  const info = vi.fn<(fields: object, message: string) => void>();
  const logger = { info, warn: () => undefined };
  const { provider, participant } = await setUp({ logger });
  const tokens = [
    undefined,
    'Bearer abc.def.ghi',
    `Bearer ${await provider.sign({ aud: 'other' })}`,
    `Bearer ${await provider.sign({ iss: 'https://other.test' })}`,
    `Bearer ${await provider.sign({ exp: Math.floor(Date.now() / 1000) - 60 })}`,
    `Bearer ${await provider.sign({ sub: null })}`,
    `Bearer ${await provider.sign({ sub: 7 })}`,
  ];
  for (const token of tokens) expect(await participant(asking(token))).toBeNull();
  expect(info.mock.calls.map(([fields]) => fields)).toEqual([
    { reason: 'there is no JWT in the Authorization header' },
    { reason: 'ERR_JWS_INVALID' },
    { reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'aud', hint: naming('JWT_AUDIENCE') },
    { reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'iss', hint: naming('JWT_ISSUER') },
    { reason: 'ERR_JWT_EXPIRED', claim: 'exp' },
    { reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'sub', hint: naming('JWT_CLAIM') },
    { reason: 'the claim is not text', claim: 'sub', hint: naming('JWT_CLAIM') },
  ]);
});

test.each([
  [{ jwksUrl: 'http://idp.example.org/jwks' }, 'jwksUrl is not an https URL'],
  [{ jwksUrl: 'jwks' }, 'jwksUrl is not a URL'],
  [{ jwksUrl: 'https://user:word@idp.example.org/jwks' }, 'jwksUrl holds a user name or a password'],
  [{ issuer: '' }, 'issuer is missing or empty'],
  [{ audience: '' }, 'audience is missing or empty'],
])('%j: %s', (options, message) => {
  const good = {
    jwksUrl: 'https://idp.example.org/jwks',
    issuer: 'https://idp.example.org',
    audience: 'app',
  };
  expect(() => createBearerParticipant({ ...good, ...options })).toThrow(
    expect.objectContaining({ code: 'invalid_option', message }),
  );
});

test.each(['issuer', 'audience'])('an %s that was never set does not mean any', (name) => {
  const unset = process.env['A_VARIABLE_THAT_IS_NOT_SET'] as string;
  const options = {
    jwksUrl: 'https://idp.example.org/jwks',
    issuer: 'https://idp.example.org',
    audience: 'app',
  };
  expect(() => createBearerParticipant({ ...options, [name]: unset })).toThrow(
    expect.objectContaining({ code: 'invalid_option', message: `${name} is missing or empty` }),
  );
});

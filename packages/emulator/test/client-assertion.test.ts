// The token endpoint's check of the client assertion, over real HTTP.
import { createHmac, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Emulator } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { goodClaims, signAssertion } from './sign-assertion.js';
import { postForm, serviceGrant } from './token-client.js';

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT made by hand, for the headers that a good library refuses to write. */
function handMade(emulator: Emulator, alg: string, sign: (input: string) => string): string {
  const input = `${encode({ alg, typ: 'JWT' })}.${encode(goodClaims(emulator))}`;
  return `${input}.${sign(input)}`;
}

let otherKey = '';
beforeAll(() => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  otherKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
});

const withClaims =
  (claims: (emulator: Emulator) => Record<string, unknown>) =>
  (emulator: Emulator): Promise<string> =>
    signAssertion(emulator, { claims: claims(emulator) });

const bad: [name: string, make: (emulator: Emulator) => Promise<string> | string, says: RegExp][] = [
  ['another key', (e) => signAssertion(e, { privateKey: otherKey }), /signature does not belong/],
  [
    'another aud',
    withClaims(() => ({ aud: 'https://mydatahelps.org/identityserver/connect/token' })),
    /aud is "https:\/\/mydatahelps.org.*expected http:\/\/localhost/,
  ],
  ['aud without the path', withClaims((e) => ({ aud: e.url })), /aud is .*expected http/],
  ['exp in milliseconds', withClaims(() => ({ exp: Date.now() + 200_000 })), /seconds, not milliseconds/],
  ['exp in the past', withClaims(() => ({ exp: nowSeconds() - 30 })), /exp is 3\d s in the past/],
  ['exp as text', withClaims(() => ({ exp: String(nowSeconds() + 200) })), /exp is not right/],
  ['another iss', withClaims(() => ({ iss: 'MyDataHelps.Other.Account' })), /iss is not right/],
  ['another sub', withClaims(() => ({ sub: 'MyDataHelps.Other.Account' })), /sub is not right/],
  ...(['iss', 'sub', 'aud', 'exp', 'jti'] as const).map((claim): (typeof bad)[number] => [
    `no ${claim}`,
    withClaims(() => ({ [claim]: undefined })),
    new RegExp(`${claim} is missing`),
  ]),
  ['an empty jti', withClaims(() => ({ jti: '' })), /jti must be text/],
  ['nbf ahead of the clock', withClaims(() => ({ nbf: nowSeconds() + 60 })), /nbf is not right/],
  ['alg none', (e) => handMade(e, 'none', () => ''), /alg is "none", expected RS256/],
  [
    'HS256 with the public key as the secret',
    (e) =>
      handMade(e, 'HS256', (input) =>
        createHmac('sha256', createPublicKey(e.privateKey).export({ type: 'spki', format: 'pem' }))
          .update(input)
          .digest('base64url'),
      ),
    /alg is "HS256", expected RS256/,
  ],
  ['text that is no JWT', () => 'hello', /not a signed JWT/],
  ['nothing', () => '', /not a signed JWT/],
];

describe('the token endpoint', () => {
  it.each(bad)('refuses an assertion with %s', async (_name, make, says) => {
    const emulator = await listeningEmulator();
    const answer = await postForm(emulator, serviceGrant(await make(emulator)));
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe('invalid_client');
    expect(answer.body.error_description).toMatch(says);
    expect(emulator.issued).toEqual([]);
  });

  it('takes an assertion once', async () => {
    const emulator = await listeningEmulator();
    const assertion = await signAssertion(emulator);
    const first = await postForm(emulator, serviceGrant(assertion));
    const second = await postForm(emulator, serviceGrant(assertion));
    expect(first.status).toBe(200);
    expect(second.body).toMatchObject({
      error: 'invalid_client',
      error_description: expect.stringContaining('jti'),
    });
  });

  it('refuses a jti in a second assertion, too', async () => {
    const emulator = await listeningEmulator();
    const jti = randomUUID();
    const grant = async () =>
      postForm(emulator, serviceGrant(await signAssertion(emulator, { claims: { jti } })));
    expect((await grant()).status).toBe(200);
    expect((await grant()).body.error).toBe('invalid_client');
  });

  it('does not burn the jti of an assertion that it refused', async () => {
    const emulator = await listeningEmulator();
    const jti = randomUUID();
    const grant = async (claims: Record<string, unknown>) =>
      postForm(emulator, serviceGrant(await signAssertion(emulator, { claims: { jti, ...claims } })));
    expect((await grant({ aud: 'elsewhere' })).status).toBe(400);
    expect((await grant({})).status).toBe(200);
  });

  it.each(['localhost', '127.0.0.1'])('takes the token URL on %s as aud', async (host) => {
    const emulator = await listeningEmulator();
    const aud = emulator.tokenUrl.replace('localhost', host);
    const assertion = await signAssertion(emulator, { claims: { aud } });
    expect((await postForm(emulator, serviceGrant(assertion), aud)).status).toBe(200);
  });

  it('takes the token URL under publicUrl as aud', async () => {
    const emulator = await listeningEmulator({ publicUrl: 'https://mdh.example.test' });
    expect(emulator.url).toBe('https://mdh.example.test/');
    const assertion = await signAssertion(emulator);
    const answer = await emulator.fetch('https://mdh.example.test/identityserver/connect/token', {
      method: 'POST',
      body: new URLSearchParams(serviceGrant(assertion)),
    });
    expect(answer.status).toBe(200);
  });

  it('lets a clock be off by clockToleranceSeconds', async () => {
    const emulator = await listeningEmulator({ clockToleranceSeconds: 300 });
    const late = await signAssertion(emulator, { claims: { exp: nowSeconds() - 200 } });
    const tooLate = await signAssertion(emulator, { claims: { exp: nowSeconds() - 400 } });
    expect((await postForm(emulator, serviceGrant(late))).status).toBe(200);
    expect((await postForm(emulator, serviceGrant(tooLate))).status).toBe(400);
  });

  it('takes the given key and account, and then the development key no more', async () => {
    const emulator = await listeningEmulator({
      privateKey: otherKey,
      serviceAccount: 'MyDataHelps.Ward.Seven',
    });
    const stock = await listeningEmulator();
    expect((await postForm(emulator, serviceGrant(await signAssertion(emulator)))).status).toBe(200);
    const withDevelopmentKey = await signAssertion(emulator, { privateKey: stock.privateKey });
    expect((await postForm(emulator, serviceGrant(withDevelopmentKey))).body.error).toBe('invalid_client');
  });
});

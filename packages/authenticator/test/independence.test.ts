// The exchange against a token endpoint that others made: oidc-provider with private_key_jwt and a custom grant.
import { generateKeyPair, type CryptoKey } from 'jose';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createTokenExchange, type TokenExchangeOptions } from '../src/index.js';
import { startOidcServer } from './oidc-server.mjs';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const serviceAccount = 'MyDataHelps.Test.Independent';
const participant = { id: 'cd8b7d52-06ac-4d6d-a2b9-c73bd5b8a1e3' };

let keys: { publicKey: CryptoKey; privateKey: CryptoKey };
beforeAll(async () => {
  keys = await generateKeyPair('RS256');
});

async function setUp(options: Partial<TokenExchangeOptions> = {}) {
  const server = await startOidcServer({
    serviceAccount,
    publicKey: keys.publicKey,
    participants: [participant.id],
  });
  onTestFinished(() => server.close());
  const exchange = createTokenExchange({
    serviceAccount,
    privateKey: keys.privateKey,
    baseUrl: server.url,
    ...options,
  });
  return { server, exchange };
}

test('both grants are accepted', async () => {
  const { server, exchange } = await setUp({ scope: 'Participant:read SurveyTasks:read' });
  const token = await exchange.participantToken(participant);
  expect(server.refused).toEqual([]);
  expect(token).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
  expect(await server.find(token.access_token)).toMatchObject({
    clientId: 'MyDataHelps.DelegatedParticipant',
    scope: 'Participant:read SurveyTasks:read',
  });
});

test('every assertion is accepted once more: none is used twice', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { server, exchange } = await setUp();
  const tokens = new Set<string>();
  for (let count = 0; count < 5; count += 1) {
    tokens.add(await exchange.serviceToken());
    vi.advanceTimersByTime(595_000);
  }
  expect(tokens.size).toBe(5);
  expect(server.refused).toEqual([]);
});

test('an unknown participant is forbidden', async () => {
  const { exchange } = await setUp();
  await expect(exchange.participantToken({ id: 'nobody' })).rejects.toMatchObject({
    code: 'forbidden',
    upstream: { status: 400, error: 'invalid_grant' },
  });
});

test('a wrong scope, account, key or secret is misconfigured', async () => {
  const { server, exchange } = await setUp();
  await expect(exchange.participantToken(participant, { scope: 'Nonsense:read' })).rejects.toMatchObject({
    code: 'misconfigured',
    message: 'the identity server refuses the scope of participant tokens',
  });
  const other = await generateKeyPair('RS256');
  for (const wrong of [{ serviceAccount: 'MyDataHelps.Nobody' }, { privateKey: other.privateKey }]) {
    const good = { serviceAccount, privateKey: keys.privateKey, baseUrl: server.url };
    await expect(createTokenExchange({ ...good, ...wrong }).serviceToken()).rejects.toMatchObject({
      code: 'misconfigured',
      message: 'the identity server refuses the service account',
    });
  }
  const { exchange: wrongSecret } = await setUp({ clientSecret: 'wrong' });
  await expect(wrongSecret.participantToken(participant)).rejects.toMatchObject({
    code: 'misconfigured',
    message: 'the identity server refuses clientId or clientSecret',
  });
});

test('a clock that is ten minutes behind signs what is refused', async () => {
  const { server } = await setUp();
  const realNow = Date.now.bind(Date);
  // Only the signing reads this clock: the server is not asked anything meanwhile.
  const shifted = vi.spyOn(Date, 'now').mockImplementation(() => realNow() - 600_000);
  onTestFinished(() => shifted.mockRestore());
  const { signAssertion } = await import('../src/exchange/client-assertion.js');
  const tokenUrl = `${server.url}identityserver/connect/token`;
  const signingKey = () => Promise.resolve(keys.privateKey);
  const assertion = await signAssertion({ serviceAccount, tokenUrl, signingKey });
  shifted.mockRestore();
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'api',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  expect(answer.ok).toBe(false);
  expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
});

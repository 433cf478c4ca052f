// A cache of the app's own, which is a store somewhere else: it fails, is slow, and gives back what somebody wrote.
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTokenExchange, type TokenCache } from '../src/index.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

async function exchangeWith(cache: Partial<TokenCache>) {
  const identity = await startIdentityServer();
  const warnings: string[] = [];
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    cache: { get: () => null, set: () => undefined, delete: () => undefined, ...cache },
    logger: {
      warn: (fields, message) => void warnings.push(`${message} ${JSON.stringify(fields)}`),
      error: () => undefined,
    },
  });
  return { identity, exchange, warnings };
}

const down = () => {
  throw new Error('the store is down: key alice');
};
const rejects = () => Promise.reject(new Error('the store is down: key alice'));

test.each<[string, Partial<TokenCache>]>([
  ['throws when it is asked', { get: down }],
  ['rejects when it is asked', { get: rejects }],
  ['throws when it is told', { set: down }],
  ['rejects when it is told', { set: rejects }],
  ['cannot give a lease', { lease: rejects }],
  ['throws at a lease', { lease: down }],
  ['cannot take a lease back', { lease: () => Promise.resolve(rejects) }],
])('a cache that %s costs a call and no token', async (_name, cache) => {
  const { identity, exchange, warnings } = await exchangeWith(cache);
  await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
  expect(identity.received).toHaveLength(2);
  expect(warnings.join()).toContain('the cache failed: it is taken for empty');
  expect(warnings.join()).not.toContain('alice');
});

test('a cache that does not answer is waited for a second at a time, and the token comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const never = () => new Promise<never>(() => undefined);
  const { exchange, warnings } = await exchangeWith({ get: never, set: never, delete: never });
  let token: unknown = null;
  const asked = exchange.participantToken({ id: 'p-1' }).then((given) => (token = given));
  await vi.waitFor(
    async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(token).not.toBeNull();
    },
    { timeout: 20_000 },
  );
  await asked;
  expect(warnings.join()).toContain('the cache did not answer in time');
});

test.each([
  [{}],
  [{ value: 'token', lifetimeMs: '3600000', remainingMs: '3600000' }],
  [{ value: 7, lifetimeMs: 3_600_000, remainingMs: 3_600_000 }],
  [{ value: '', lifetimeMs: 3_600_000, remainingMs: 3_600_000 }],
  [{ value: 'token', lifetimeMs: 3_600_000, remainingMs: Infinity }],
  [{ value: 'token', lifetimeMs: Infinity, remainingMs: Infinity }],
  [{ value: 'token', lifetimeMs: 1_000, remainingMs: 3_600_000 }],
  [{ value: 'token', remainingMs: 3_600_000 }],
  ['token'],
  [7],
])('what is no entry is none: %j', async (found) => {
  const { exchange, warnings } = await exchangeWith({ get: () => found as never });
  const token = await exchange.participantToken({ id: 'p-1' });
  expect(token).toMatchObject({ access_token: 'participant-2', expires_in: 3600 });
  expect(warnings.join()).toContain('the cache gave what is no entry');
});

test('of a cache that fails again and again ten warnings a minute are written', async () => {
  const { exchange, warnings } = await exchangeWith({ get: down, set: down });
  for (let count = 0; count < 30; count += 1) await exchange.participantToken({ id: `p-${count}` });
  expect(warnings).toHaveLength(10);
});

// The caches' bounds and lives, and leases whose holder is gone.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createMemoryRateLimiter,
  createMemoryTokenCache,
  createTokenExchange,
  type TokenCache,
} from '../src/index.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const entry = (value: string, remainingMs = 60_000) => ({ value, lifetimeMs: 60_000, remainingMs });

describe('the cache in memory', () => {
  test('holds what it was told to hold, and lets the least recently used go', async () => {
    const cache = createMemoryTokenCache({ maxEntries: 2 });
    await cache.set('a', entry('1'));
    await cache.set('b', entry('2'));
    await cache.get('a');
    await cache.set('c', entry('3'));
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual([
      entry('1'),
      null,
      entry('3'),
    ]);
  });

  test('counts a life down, and forgets what is over', async () => {
    const cache = createMemoryTokenCache();
    await cache.set('a', entry('1', 10_000));
    vi.advanceTimersByTime(9_999);
    expect(await cache.get('a')).toEqual(entry('1', 1));
    vi.advanceTimersByTime(1);
    expect(await cache.get('a')).toBeNull();
  });

  test.each([
    ['set back', -3_600_000, 55_000],
    ['set forward', 30_000, 25_000],
  ])('a clock that is %s never lengthens a life', async (_name, jumpMs, remainingMs) => {
    const cache = createMemoryTokenCache();
    await cache.set('a', entry('1'));
    vi.advanceTimersByTime(5_000);
    vi.setSystemTime(Date.now() + jumpMs);
    expect(await cache.get('a')).toEqual(entry('1', remainingMs));
  });
});

test('the limiter’s minute starts with the first request and ends after a minute, whatever the wall clock does', () => {
  const limiter = createMemoryRateLimiter({ perMinute: 2 });
  const allowed = () => (limiter.consume('p') as { allowed: boolean }).allowed;
  expect([allowed(), allowed(), allowed()]).toEqual([true, true, false]);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(59_000);
  expect(limiter.consume('p')).toEqual({ allowed: false, retryAfterSeconds: 1 });
  vi.advanceTimersByTime(1_000);
  expect(allowed()).toBe(true);
});

test('a process of the fleet that died with a lease holds nobody up for good', async () => {
  const identity = await startIdentityServer();
  const memory = createMemoryTokenCache();
  const cache: TokenCache = { ...memory, lease: () => Promise.resolve(null) };
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    cache,
  });
  const token = exchange.participantToken({ id: 'p-1' });
  const settled = vi.fn();
  token.then(settled, settled);
  await vi.waitFor(
    () => {
      vi.advanceTimersByTime(1_000);
      expect(settled).toHaveBeenCalledTimes(1);
    },
    { timeout: 20_000, interval: 100 },
  );
  await expect(token).resolves.toMatchObject({ token_type: 'Bearer' });
});

test('a lease that is given back is given back after a failure, too', async () => {
  const identity = await startIdentityServer((_request, response) => void response.destroy());
  const release = vi.fn(() => Promise.resolve());
  const cache: TokenCache = { ...createMemoryTokenCache(), lease: () => Promise.resolve(release) };
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    cache,
  });
  await expect(exchange.serviceToken()).rejects.toMatchObject({ code: 'unavailable' });
  expect(release).toHaveBeenCalledTimes(1);
});

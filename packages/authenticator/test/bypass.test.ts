// The way past the cache, on its own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBypass } from '../src/exchange/bypass.js';
import type { CacheEntry } from '../src/token-cache.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const longestCallMs = 36_000;
const entry: CacheEntry = { value: 'token', lifetimeMs: 600_000, remainingMs: 600_000 };

/** Renewals that take so long. */
function slowRenewal(ms: number) {
  const renew = vi.fn(() => new Promise<CacheEntry>((resolve) => setTimeout(() => resolve(entry), ms)));
  const bypass = createBypass(longestCallMs);
  return { renew, ask: () => bypass('key', renew) };
}

test('whoever asks while a renewal is under way joins it, as long as it may take', async () => {
  const { renew, ask } = slowRenewal(35_000);
  const first = ask();
  await vi.advanceTimersByTimeAsync(34_000);
  expect(ask()).toBe(first);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await first).toBe(entry);
  expect(renew).toHaveBeenCalledTimes(1);
});

test('after a renewal the cache has the new token, and for a moment nobody goes past it', async () => {
  const { renew, ask } = slowRenewal(200);
  void ask();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(ask()).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ask()).not.toBeNull();
  expect(renew).toHaveBeenCalledTimes(2);
});

// The way past the cache, for a page whose token was refused: once in a while, and with one outcome for all who ask.
import { sharesWork } from '#platform';
import { LRUCache } from 'lru-cache';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import type { CacheEntry } from '../token-cache.js';

/**
 * Renews a token that is said to be refused, or joins who does. `null` when that has been done a moment ago: the cache
 * has the new one. While it fails, whoever asks hears of the failure, and never gets the refused token as a new one.
 */
export type Bypass = (key: string, renew: () => Promise<CacheEntry>) => Promise<CacheEntry> | null;

/** A page that says its token was refused is believed once in this time. */
const pauseMs = 10_000;

/** As long as a page waits before it tries again where it is told nothing else. */
const pauseAfterFailureMs = 5_000;

type Attempt =
  | { state: 'under way'; since: Instant; outcome: Promise<CacheEntry> }
  | { state: 'done'; since: Instant }
  | { state: 'failed'; since: Instant; error: unknown };

/**
 * Remembers the last 10,000 attempts.
 *
 * @param longestCallMs what one renewal may take: until then nobody begins another
 */
export function createBypass(longestCallMs: number): Bypass {
  const attempts = new LRUCache<string, Attempt>({ max: 10_000 });
  return (key, renew) => {
    const last = attempts.get(key);
    const age = last === undefined ? Infinity : elapsedMs(last.since, readClocks());
    if (last?.state === 'done' && age < pauseMs) return null;
    if (last?.state === 'failed' && age < pauseAfterFailureMs) return Promise.reject(last.error);
    if (last?.state === 'under way' && age < longestCallMs && sharesWork()) return last.outcome;
    const since = readClocks();
    const outcome = renew();
    attempts.set(key, { state: 'under way', since, outcome });
    outcome.then(
      () => attempts.set(key, { state: 'done', since }),
      (error: unknown) => attempts.set(key, { state: 'failed', since: readClocks(), error }),
    );
    return outcome;
  };
}

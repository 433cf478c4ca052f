// The way past the cache, for a page whose token was refused: once in a while, and with one outcome for all who ask.
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

interface Attempt {
  /** When it began, or when it failed. */
  since: Instant;
  /** How long whoever asks joins it, counted from then. */
  lastsMs: number;
  /** `null` once there is a new token. */
  outcome: Promise<CacheEntry> | null;
}

/**
 * Remembers the last 10,000 attempts.
 *
 * @param longestCallMs what one renewal may take: until then nobody begins another
 */
export function createBypass(longestCallMs: number): Bypass {
  const attempts = new LRUCache<string, Attempt>({ max: 10_000 });
  return (key, renew) => {
    const last = attempts.get(key);
    if (last !== undefined && elapsedMs(last.since, readClocks()) < last.lastsMs) return last.outcome;
    const outcome = renew();
    const lastsMs = Math.max(longestCallMs, pauseMs);
    const attempt: Attempt = { since: readClocks(), lastsMs, outcome };
    attempts.set(key, attempt);
    outcome.then(
      () => Object.assign(attempt, { lastsMs: pauseMs, outcome: null }),
      () => Object.assign(attempt, { since: readClocks(), lastsMs: pauseAfterFailureMs }),
    );
    return outcome;
  };
}

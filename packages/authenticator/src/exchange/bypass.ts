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
  hasFailed: boolean;
  /** `null` once there is a new token. */
  outcome: Promise<CacheEntry> | null;
}

/** Remembers the last 10,000 attempts. */
export function createBypass(): Bypass {
  const attempts = new LRUCache<string, Attempt>({ max: 10_000 });
  return (key, renew) => {
    const last = attempts.get(key);
    if (last !== undefined && isRecent(last)) return last.outcome;
    const outcome = renew();
    const attempt: Attempt = { since: readClocks(), hasFailed: false, outcome };
    attempts.set(key, attempt);
    outcome.then(
      () => (attempt.outcome = null),
      () => Object.assign(attempt, { since: readClocks(), hasFailed: true }),
    );
    return outcome;
  };
}

function isRecent({ since, hasFailed }: Attempt): boolean {
  return elapsedMs(since, readClocks()) < (hasFailed ? pauseAfterFailureMs : pauseMs);
}

// How often one participant may ask.
import { LRUCache } from 'lru-cache';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';

/** What a limiter decides about one request. */
export interface RateDecision {
  allowed: boolean;
  /** Seconds until the next request is allowed; 0 when this one is. */
  retryAfterSeconds: number;
}

/** Counts requests. It never rejects: a limiter that fails lets requests through. */
export interface RateLimiter {
  /** @param key names the participant; secret, and not to be stored in the clear outside this process */
  consume(key: string): RateDecision | Promise<RateDecision>;
}

const windowMs = 60_000;

/** Its instant is that of the first request in it. */
interface Window extends Instant {
  count: number;
}

const allowed: RateDecision = { allowed: true, retryAfterSeconds: 0 };

/**
 * A limiter in this process's memory: `perMinute` requests in the minute that starts with the first one. It knows the
 * 50,000 youngest of these minutes, holds no timer, and answers without a promise.
 */
export function createMemoryRateLimiter(options: { perMinute: number }): RateLimiter {
  const windows = new LRUCache<string, Window>({ max: 50_000 });
  return {
    consume(key) {
      const now = readClocks();
      // Not get(): the window that began first is the first to go, however often it is asked about.
      const current = windows.peek(key);
      const age = current === undefined ? windowMs : elapsedMs(current, now);
      if (current === undefined || age >= windowMs) {
        windows.set(key, { wallMs: now.wallMs, monotonicMs: now.monotonicMs, count: 1 });
        return allowed;
      }
      current.count += 1;
      if (current.count <= options.perMinute) return allowed;
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((windowMs - age) / 1000)) };
    },
  };
}

// How often one participant may ask.
import { collectOptionProblems, type OptionReading } from '../option-problems.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';

/** What a limiter decides about one request. */
export interface RateDecision {
  allowed: boolean;
  /** Seconds until the next request is allowed; 0 when this one is. */
  retryAfterSeconds: number;
}

/** Counts requests. One that throws, rejects, or takes longer than a second lets the request through. */
export interface RateLimiter {
  /** @param key names the participant; secret, and not to be stored in the clear outside this process */
  consume(key: string): RateDecision | Promise<RateDecision>;
}

/** Its instant is that of the first request in it. */
interface Window extends Instant {
  count: number;
}

const windowMs = 60_000;

const mostWindows = 50_000;

const allowed: RateDecision = { allowed: true, retryAfterSeconds: 0 };

/**
 * A limiter in this process's memory: `perMinute` requests in the minute that starts with the first one. It knows the
 * 50,000 youngest of these minutes, holds no timer, and answers without a promise.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function createMemoryRateLimiter(options: { perMinute: number }): RateLimiter {
  const perMinute = takePerMinute(options?.perMinute);
  // In the order in which they began, which is that in which they may be forgotten.
  const windows = new Map<string, Window>();

  function begin(key: string, { wallMs, monotonicMs }: Instant): void {
    windows.delete(key);
    windows.set(key, { wallMs, monotonicMs, count: 1 });
    if (windows.size <= mostWindows) return;
    const [oldest] = windows.keys();
    if (oldest !== undefined) windows.delete(oldest);
  }

  return {
    consume(key) {
      const now = readClocks();
      const current = windows.get(key);
      const age = current === undefined ? windowMs : elapsedMs(current, now);
      if (current === undefined || age >= windowMs) {
        begin(key, now);
        return allowed;
      }
      current.count += 1;
      if (current.count <= perMinute) return allowed;
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((windowMs - age) / 1000)) };
    },
  };
}

/** How many requests a minute a limiter allows, for a list of problems. */
export function readPerMinute(perMinute: unknown): OptionReading<number> {
  if (typeof perMinute === 'number' && Number.isSafeInteger(perMinute) && perMinute > 0)
    return { value: perMinute };
  const shown =
    typeof perMinute === 'number' || isAbsent(perMinute) ? String(perMinute) : `a ${typeof perMinute}`;
  return {
    problem: `is ${shown}, expected a whole number above 0`,
    hint: 'A page needs two or three requests an hour; false switches the limit off.',
  };
}

/** As `readPerMinute`. @throws {AuthenticatorError} `invalid_option` */
export function takePerMinute(perMinute: unknown): number {
  const problems = collectOptionProblems();
  const value = problems.take('rateLimit.perMinute', readPerMinute(perMinute));
  problems.throwIfAny();
  return value;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

// How long to wait after a failure.
import { backoffMostMs, backoffStartMs, retryAfterMostMs } from './policy.js';

/** The ceiling of the n-th delay, n from 0: doubling, up to a minute. */
export function backoffCeilingMs(step: number): number {
  return Math.min(backoffStartMs * 2 ** Math.min(step, 16), backoffMostMs);
}

/**
 * Exponential backoff with full jitter: uniform in [0, ceiling). While callers still have a token, the time until they
 * would wait caps the ceiling.
 *
 * @param leftMs until callers would have to wait; 0 or less if they do already
 */
export function backoffMs(step: number, leftMs: number, random: number): number {
  const ceilingMs = backoffCeilingMs(step);
  return (leftMs > 0 ? Math.min(ceilingMs, leftMs) : ceilingMs) * random;
}

/** A server's `Retry-After`, at most 15 minutes, plus up to a tenth and a second so that a crowd does not return at once. */
export function retryAfterMs(retryAfterSeconds: number, random: number): number {
  const told = Math.min(retryAfterSeconds * 1_000, retryAfterMostMs);
  return told + (told / 10 + 1_000) * random;
}

/** The first delay after an answer that brought no progress: an eighth of the life that is left, 1 s to 60 s. */
export function firstStallMs(leftMs: number): number {
  return Math.min(Math.max(leftMs / 8, backoffStartMs), backoffMostMs);
}

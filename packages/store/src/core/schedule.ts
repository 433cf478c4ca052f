// When the next refresh of a token is due, and when callers begin to wait for it.
import { hardWindowMs, scheduledFloorMs, type Policy } from './policy.js';

interface LifeFacts {
  readonly issuedAt: number;
  readonly lifeMs: number;
  /** The server's wish, counted from `issuedAt`. */
  readonly refreshInMs: number | null;
  /** Many pages may have asked at this moment: spread the next refresh over the whole time to the margin. */
  readonly spread: boolean;
  readonly random: number;
}

/** How long before expiry the refresh starts: the app's margin, or half of a short life. */
export function marginMs(policy: Policy, lifeMs: number): number {
  return Math.min(policy.safetyMarginMs, lifeMs / 2);
}

/**
 * The refresh lies a margin and a little chance (a tenth of the margin) before expiry; after a moment that a crowd
 * shares, anywhere in the last nine tenths of the time to the margin. The server's `refresh_in` wins where it is
 * earlier, raised to a quarter of the life.
 */
export function refreshAt(policy: Policy, facts: LifeFacts): number {
  const margin = marginMs(policy, facts.lifeMs);
  const toMarginMs = facts.lifeMs - margin;
  const planned = facts.spread
    ? toMarginMs * (0.1 + 0.9 * facts.random)
    : toMarginMs - (margin / 10) * facts.random;
  const wished = facts.refreshInMs === null ? planned : Math.max(facts.refreshInMs, facts.lifeMs / 4);
  return facts.issuedAt + Math.max(Math.min(planned, wished), scheduledFloorMs);
}

/** From here on callers wait for the next token instead of being given one that may end on the way. */
export function hardAt(expiresAt: number, lifeMs: number): number {
  return expiresAt - Math.min(hardWindowMs, lifeMs / 4);
}

// When the next refresh of a token is due, when callers begin to wait for it, and how a token becomes the one in hand.
import { hardWindowMs, scheduledFloorMs, type Policy } from './policy.js';
import { calm, type CoreState, type HeldToken } from './state.js';

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
 * The refresh lies a margin and a little chance (a tenth of the margin) before expiry. After a moment that a crowd
 * shares, it lies anywhere in the last nine tenths of the time to the margin. A server's `refresh_in` takes the place
 * of both, since only the server knows when its cache will give a newer token: raised to a quarter of the life, and at
 * the latest half a margin before expiry.
 */
export function refreshAt(
  policy: Policy,
  { issuedAt, lifeMs, refreshInMs, spread, random }: LifeFacts,
): number {
  const margin = marginMs(policy, lifeMs);
  const toMarginMs = lifeMs - margin;
  const planned = spread ? toMarginMs * (0.1 + 0.9 * random) : toMarginMs - (margin / 10) * random;
  const chosen =
    refreshInMs === null ? planned : Math.min(Math.max(refreshInMs, lifeMs / 4), lifeMs - margin / 2);
  return issuedAt + Math.max(chosen, scheduledFloorMs);
}

/** From here on callers wait for the next token instead of being given one that may end on the way. */
export function hardAt(expiresAt: number, lifeMs: number): number {
  return expiresAt - Math.min(hardWindowMs, lifeMs / 4);
}

/** What is known of a token that arrives. */
export interface ArrivingToken extends Pick<HeldToken, 'issuedAt' | 'expiresAt' | 'refreshAt'> {
  readonly lifeMs: number;
  readonly subject: string | null;
}

/** With a new token in hand, what went wrong before is over. */
export function holdToken(state: CoreState, arriving: ArrivingToken): CoreState {
  const { issuedAt, expiresAt, refreshAt: refreshDueAt, lifeMs, subject } = arriving;
  const generation = state.generation + 1;
  const token: HeldToken = {
    generation,
    issuedAt,
    expiresAt,
    refreshAt: refreshDueAt,
    hardAt: hardAt(expiresAt, lifeMs),
    standing: 'good',
  };
  return { ...state, generation, lifeMs, subject: subject ?? state.subject, token, retry: calm };
}

/** Whether a token is for another participant than the one of this run, if both are known. */
export function isOfAnother(state: CoreState, subject: string | null): boolean {
  return state.subject !== null && subject !== null && subject !== state.subject;
}

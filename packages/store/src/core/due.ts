// When the next call may and should leave.
import { budgetCalls, budgetWindowMs, demandGapMs, floorMs } from './policy.js';
import type { Reading } from './reading.js';
import { usableToken, type CoreState } from './state.js';

/** How long the floor between two calls and the budget of calls hold the next one back. */
export function callGapMs(callStarts: readonly number[], monoMs: number): number {
  const last = callStarts.at(-1);
  if (last === undefined) return 0;
  const oldest = callStarts.length < budgetCalls ? Number.NEGATIVE_INFINITY : callStarts[0]!;
  return Math.max(last + floorMs - monoMs, oldest + budgetWindowMs - monoMs, 0);
}

/** The list of call starts with one more, as long as the budget looks back. */
export function withCallStart(callStarts: readonly number[], monoMs: number): readonly number[] {
  return [...callStarts.slice(1 - budgetCalls), monoMs];
}

/**
 * When the next call is due while none is on its way. Without a usable token that is now; with one it is the planned
 * refresh, the retry that has been announced, or now where somebody wants more. Backoff, `Retry-After`, floor and
 * budget only ever make it later.
 */
export function dueAt(state: CoreState, reading: Reading): number {
  const token = usableToken(state, reading.now);
  const isWanted = state.wanted === 'forced' || (state.wanted !== null && mayDemand(state, reading));
  const planned = token === null ? reading.now : Math.min(token.refreshAt, state.retryAt ?? token.refreshAt);
  const wish = isWanted ? reading.now : planned;
  const allowed = reading.now + callGapMs(state.callStarts, reading.monoMs);
  return Math.max(wish, state.retryAt ?? wish, state.holdUntil, allowed);
}

/** Who wants nearly a whole life would else cause a call each time. */
function mayDemand({ stalls, demandedAt, lifeMs }: CoreState, { now }: Reading): boolean {
  return stalls === 0 && now >= demandedAt + Math.min(demandGapMs, lifeMs / 4);
}

// When the next call may and should leave.
import type { Reading } from './moment.js';
import { budgetCalls, budgetWindowMs, demandGapMs, floorMs } from './policy.js';
import { usableToken, type CoreState } from './state.js';

/** How long the floor between two calls and the budget of calls hold the next one back. */
export function callGapMs(callStarts: readonly number[], monoMs: number): number {
  const last = callStarts.at(-1);
  if (last === undefined) return 0;
  const oldest = callStarts.length < budgetCalls ? undefined : callStarts[0];
  const budgetGapMs = oldest === undefined ? 0 : oldest + budgetWindowMs - monoMs;
  return Math.max(last + floorMs - monoMs, budgetGapMs, 0);
}

/** The list of call starts with one more, as long as the budget looks back. */
export function withCallStart(callStarts: readonly number[], monoMs: number): readonly number[] {
  return [...callStarts.slice(1 - budgetCalls), monoMs];
}

/**
 * When the next call is due while none is on its way. Without a usable token that is now. With one it is the planned
 * refresh, the retry that has been announced, or now if a caller wants more. Backoff, `Retry-After`, floor and budget
 * only ever make it later.
 */
export function dueAt(state: CoreState, reading: Reading): number {
  const { wanted, limits } = state;
  const token = usableToken(state, reading.now);
  const retryAt = state.retry.at;
  const isWanted = wanted === 'forced' || (wanted === 'demand' && mayDemand(state, reading));
  const planned = token === null ? reading.now : Math.min(token.refreshAt, retryAt ?? token.refreshAt);
  const wish = isWanted ? reading.now : planned;
  const allowed = reading.now + callGapMs(limits.callStarts, reading.monoMs);
  return Math.max(wish, retryAt ?? wish, limits.notBeforeAt ?? wish, allowed);
}

/** Without this limit, a caller that wants nearly a whole life would cause a call each time it asks. */
function mayDemand({ stall, demandedAt, lifeMs }: CoreState, { now }: Reading): boolean {
  if (stall.count > 0) return false;
  return demandedAt === null || now >= demandedAt + Math.min(demandGapMs, (lifeMs ?? 0) / 4);
}

// What a caller gets now: what it wants, an error, or a wait.
import { dueAt } from './due.js';
import { fault } from './fault.js';
import type { Reading } from './moment.js';
import { floorMs } from './policy.js';
import { isLive, usableToken, type CoreState } from './state.js';
import type { TokenError } from './token-error.js';

/** What a caller wants, and what had happened when it began to want it. */
export interface Want {
  readonly kind: 'token' | 'first-token' | 'refresh';
  /** The life that should be left; 0 if any will do. */
  readonly minValidityMs: number;
  /** Calls that had ended by then. */
  readonly finishedCalls: number;
  /** The last call that had left by then. */
  readonly lastFlightId: number;
}

export type Verdict = 'use' | 'wait' | TokenError;

/** Judges a want. The terminal states answer with their error; everything else is a matter of the token in hand. */
export function judge(state: CoreState, want: Want, reading: Reading): Verdict {
  const { life } = state;
  if (life.is === 'ended') {
    return life.as === 'hosted' && want.kind === 'first-token' ? 'use' : life.error;
  }
  if (!isLive(state)) return 'wait';
  if (want.kind === 'refresh') return judgeRefresh(state, want, reading);
  const token = usableToken(state, reading.now);
  if (token === null) return 'wait';
  const leftMs = token.expiresAt - reading.now;
  if (reading.now < token.hardAt && leftMs >= reachableMs(state, want.minValidityMs)) return 'use';
  const hadItsRefresh = state.finishedCalls > want.finishedCalls;
  return hadItsRefresh || !isRefreshNear(state, reading) ? 'use' : 'wait';
}

/** Whether a refresh is on its way, or will be once this caller demands it. */
function isRefreshNear(state: CoreState, reading: Reading): boolean {
  if (state.flight !== null || state.turn.is !== 'none') return true;
  return dueAt({ ...state, wanted: state.wanted ?? 'demand' }, reading) <= reading.now + floorMs;
}

/** One call that left after the question, whatever it brings. A server that said "not before" is not asked. */
function judgeRefresh({ landed, limits, retry }: CoreState, want: Want, { now }: Reading): Verdict {
  if (landed?.forced === true && landed.flightId > want.lastFlightId) return landed.error ?? 'use';
  const isHeldBack = limits.notBeforeAt !== null && limits.notBeforeAt > now;
  return isHeldBack && retry.error !== null ? retry.error : 'wait';
}

/** A caller that wants more life than a new token has is content with one that is not half spent. */
function reachableMs({ lifeMs }: CoreState, minValidityMs: number): number {
  if (lifeMs === null) return minValidityMs;
  return minValidityMs <= lifeMs - floorMs ? minValidityMs : lifeMs / 2;
}

/** The error for a caller that has waited for a token in vain. */
export function whyNoToken({ retry, flight, limits }: CoreState, now: number): TokenError {
  const { error } = retry;
  if (error !== null) {
    return fault('timeout', 'not_in_time', { cause: error, facts: [error.message, error.hint] });
  }
  if (flight !== null) return fault('timeout', 'still_calling');
  return fault('timeout', (limits.notBeforeAt ?? now) > now ? 'told_to_wait' : 'other_tab');
}

// What a caller gets now: the token, an error, or a wait.
import { dueAt } from './due.js';
import { floorMs } from './policy.js';
import type { Reading } from './reading.js';
import { isLive, usableToken, type CoreState } from './state.js';
import type { TokenError } from './token-error.js';

/** What a caller wants, and what had happened when it began to want it. */
export interface Want {
  readonly kind: 'token' | 'first-token' | 'refresh';
  /** The life that should be left; 0 where any will do. */
  readonly minValidityMs: number;
  readonly finishedCalls: number;
  readonly generation: number;
}

export type Verdict = 'use' | 'wait' | TokenError;

/** Judges a want. The terminal phases answer with their error; everything else is a matter of the token in hand. */
export function judge(state: CoreState, want: Want, reading: Reading): Verdict {
  if (state.phase === 'hosted') return want.kind === 'first-token' ? 'use' : state.error!;
  if (!isLive(state)) return state.error ?? 'wait';
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
  if (state.flight !== null || state.turn !== 'none') return true;
  return dueAt({ ...state, wanted: state.wanted ?? 'demand' }, reading) <= reading.now + floorMs;
}

/** One call, whatever it brings. A server that said "not before" is not asked. */
function judgeRefresh(state: CoreState, want: Want, reading: Reading): Verdict {
  if (state.generation > want.generation) return 'use';
  const hasFailed = state.finishedCalls > want.finishedCalls || state.holdUntil > reading.now;
  return hasFailed && state.lastError !== null ? state.lastError : 'wait';
}

/** No answer will ever have more life than this: who wants that is given a token that is not yet half spent. */
function reachableMs({ lifeMs }: CoreState, minValidityMs: number): number {
  return minValidityMs <= lifeMs - floorMs ? minValidityMs : lifeMs / 2;
}

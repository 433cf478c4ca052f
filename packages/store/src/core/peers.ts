// What the other tabs say: a token, or how their call failed.
import type { CoreAction } from './actions.js';
import type { PeerFacts } from './events.js';
import { bearFailure, end } from './failure.js';
import { holdToken, isOfAnother } from './hold-token.js';
import { fresherMs } from './policy.js';
import type { Reading } from './reading.js';
import { hardAt } from './schedule.js';
import { isLive, newRun, usableToken, type CoreState } from './state.js';
import { severityOf, type TokenError } from './token-error.js';

/**
 * Takes another tab's token where it is fresher than the own one. A tab that is signed out comes back with it: the
 * user has signed in elsewhere. Nothing of another participant is ever taken.
 */
export function takeFromPeer(
  state: CoreState,
  facts: PeerFacts,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const isBack = state.phase === 'signed-out';
  if (!(isLive(state) || isBack) || (facts.sameToken && state.token !== null)) return state;
  if (isOfAnother(state, facts.subject)) return dropped(state, 'subject', actions);
  const expiresAt = reading.now + facts.leftMs;
  const own = usableToken(state, reading.now);
  if (own !== null && expiresAt <= own.expiresAt + fresherMs) return dropped(state, 'older', actions);
  actions.push({ type: 'adopt' }, { type: 'notify-token' });
  const { lifeMs, subject } = facts;
  const arriving = {
    issuedAt: expiresAt - lifeMs,
    expiresAt,
    // A little after the tab that has it from the authenticator: as long as that one lives, it makes the calls. Never
    // so late that callers would have to wait.
    refreshAt: Math.min(
      reading.now + Math.max(facts.refreshInMs, 0) + 1_000 + 2_000 * reading.random,
      hardAt(expiresAt, lifeMs),
    ),
    lifeMs,
    subject,
  };
  const run = isBack ? newRun(state, 'running', state.online, reading) : state;
  return {
    ...holdToken(run, arriving, reading.now),
    stalls: 0,
    wanted: run.flight === null ? null : run.wanted,
  };
}

/** A sign-out is everybody's; so is the server's "not before". Who was about to call has had its answer. */
export function takeFailureFromPeer(
  state: CoreState,
  error: TokenError,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  if (!isLive(state)) return state;
  if (severityOf(error) === 'terminal') return end(state, 'signed-out', error, actions);
  if (state.turn !== 'none' && state.flight === null) return bearFailure(state, error, reading, actions);
  const { retryAfterSeconds = 0 } = error;
  return { ...state, holdUntil: Math.max(state.holdUntil, reading.now + retryAfterSeconds * 1_000) };
}

function dropped(state: CoreState, why: string, actions: CoreAction[]): CoreState {
  actions.push({ type: 'diagnose', code: 'tab_message_dropped', details: { why } });
  return state;
}

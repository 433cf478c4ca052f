// What the other tabs say: a token, or how their call failed.
import type { CoreAction } from './actions.js';
import type { PeerFacts, PeerFailure } from './events.js';
import { bearFailure, end, holdAt } from './failure.js';
import { holdToken, isOfAnother } from './hold-token.js';
import { fresherMs, newsMs } from './policy.js';
import type { Reading } from './reading.js';
import { hardAt } from './schedule.js';
import { isLive, newRun, usableToken, type CoreState } from './state.js';
import { severityOf } from './token-error.js';

/**
 * Takes another tab's token where it is fresher than the own one. A tab that is signed out comes back with one from
 * after that: the user has signed in elsewhere. Nothing of another participant is ever taken, and nothing of nobody
 * knows whom where the own one is known.
 */
export function takeFromPeer(
  state: CoreState,
  facts: PeerFacts,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const isBack = state.phase === 'signed-out';
  if (!(isLive(state) || isBack) || (facts.sameToken && state.token !== null)) return state;
  if (state.subject !== null && facts.subject !== state.subject) return dropped(state, 'subject', actions);
  const expiresAt = reading.now + facts.leftMs;
  if (expiresAt - facts.lifeMs < state.endedAt) return dropped(state, 'older', actions);
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
    ...holdToken(run, arriving),
    stalls: 0,
    wanted: run.flight === null ? null : run.wanted,
  };
}

/**
 * A sign-out is everybody's of that participant; so is the server's "not before". Who was about to call has had its
 * answer. A sign-out that is news of long ago, since this page was frozen or away, is a reason to ask; one that is
 * older than the token in hand, none.
 */
export function takeFailureFromPeer(
  state: CoreState,
  { error, agoMs, subject }: PeerFailure,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  if (!isLive(state) || isOfAnother(state, subject)) return state;
  const leftAt = reading.now - agoMs;
  if (severityOf(error) === 'terminal') {
    if (leftAt < (state.token?.issuedAt ?? state.beganAt)) return state;
    if (agoMs > newsMs) return state.wanted === null ? { ...state, wanted: 'demand' } : state;
    return end(state, 'signed-out', error, leftAt, actions);
  }
  if (state.turn !== 'none' && state.flight === null)
    return bearFailure(state, error, leftAt, reading, actions);
  // Exactly: chance is the affair of the tab whose call it was.
  return { ...state, holdUntil: holdAt(state, error, { now: reading.now, random: 0 }) };
}

function dropped(state: CoreState, why: string, actions: CoreAction[]): CoreState {
  actions.push({ type: 'diagnose', code: 'tab_message_dropped', details: { why } });
  return state;
}

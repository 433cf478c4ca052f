// What the other tabs say: a token, how their call failed, or that the user has signed out.
import type { Admission, PeerFacts, PeerFailure } from './events.js';
import { notBeforeAfter, spareCall } from './failure.js';
import { end } from './ending.js';
import type { Moment } from './moment.js';
import { fresherMs, newsMs, sameMomentMs } from './policy.js';
import { hardAt, holdToken, isOfAnother } from './schedule.js';
import { isLive, newRun, noStall, usableToken, type CoreState } from './state.js';
import { severityOf, type TokenError } from './token-error.js';

/**
 * Takes another tab's token if it is fresher than the own one. A tab that is signed out or denied starts again with a
 * token that was asked for after its own end: the user has signed in in another tab. A token of another participant is
 * never taken, nor one that names nobody if this tab knows its participant.
 */
export function takeFromPeer(
  state: CoreState,
  facts: PeerFacts,
  { online, barred }: Admission,
  moment: Moment,
): CoreState {
  const isBack = isAway(state);
  if (!(isLive(state) || (isBack && barred === null))) return state;
  if (facts.sameToken && state.token !== null) return state;
  const why = whyNotTaken(state, facts, moment);
  if (why !== null) {
    moment.actions.push({ type: 'diagnose', code: 'tab_message_dropped', details: { why } });
    return state;
  }
  if (isBack) moment.actions.push({ type: 'claim' }, { type: 'listen' });
  moment.actions.push({ type: 'keep' }, { type: 'hand-over' }, { type: 'notify-token' });
  const run = isBack ? newRun(state, { is: 'running' }, online, moment) : state;
  const { now } = moment;
  const { lifeMs, subject } = facts;
  const expiresAt = now + facts.leftMs;
  // A little after the tab that has it from the authenticator: as long as that one lives, it makes the calls. Never so
  // late that callers would have to wait.
  const afterTheirs = now + Math.max(facts.refreshInMs, 0) + 1_000 + 2_000 * moment.random;
  const refreshAt = Math.min(afterTheirs, hardAt(expiresAt, lifeMs));
  return {
    ...holdToken(run, { issuedAt: expiresAt - lifeMs, expiresAt, refreshAt, lifeMs, subject }),
    stall: noStall,
    wanted: run.flight === null && run.wanted === 'demand' ? null : run.wanted,
    // If nobody says whose token it is, it may be another participant's.
    lineage: subject === null ? run.lineage + 1 : run.lineage,
  };
}

function whyNotTaken(state: CoreState, facts: PeerFacts, { now }: Moment): string | null {
  if (state.subject !== null && facts.subject !== state.subject) return 'subject';
  // Only the authenticator knows who is signed in by now.
  if (state.token?.standing === 'unconfirmed') return 'unconfirmed';
  const expiresAt = now + facts.leftMs;
  if (state.endedAt !== null && expiresAt - facts.lifeMs < state.endedAt) return 'older';
  const own = usableToken(state, now);
  return own !== null && expiresAt <= own.expiresAt + fresherMs ? 'older' : null;
}

/** Whether this tab has no user, and waits for one to sign in here or in another tab. */
function isAway({ life }: CoreState): boolean {
  return life.is === 'ended' && (life.as === 'signed-out' || life.as === 'denied');
}

/**
 * The end of a session, and a server's "not before", hold for every tab of that participant. A tab that was about
 * to call takes another tab's failure for its own. The news of an end that is older than the token in hand is no news.
 */
export function takeFailureFromPeer(
  state: CoreState,
  { error, agoMs, subject }: PeerFailure,
  moment: Moment,
): CoreState {
  if (!isLive(state) || isOfAnother(state, subject)) return state;
  const leftAt = moment.now - agoMs;
  const severity = severityOf(error);
  if (severity === 'signed-out' || severity === 'denied') return endWithPeer(state, error, agoMs, moment);
  if (state.turn.is !== 'none' && state.flight === null) return spareCall(state, error, leftAt, moment);
  // No jitter here: the tab that made the call has added it already.
  const notBeforeAt = notBeforeAfter(state, error, { now: moment.now, random: 0 });
  return { ...state, limits: { ...state.limits, notBeforeAt } };
}

/**
 * An end of long ago reaches a page that was frozen or away. If the authenticator said it, that is a reason to ask it.
 * If the user signed out, the token in hand is of the session before; another tab may have a newer one by now.
 */
function endWithPeer(state: CoreState, error: TokenError, agoMs: number, moment: Moment): CoreState {
  const at = moment.now - agoMs;
  const isSignOut = error.code === 'signed_out';
  const since = state.token === null ? state.beganAt : state.token.issuedAt - (isSignOut ? sameMomentMs : 0);
  const isNews = agoMs <= newsMs;
  // No end of this run. But an early request may have left before it, in the session that it ended.
  if (at < since) return isNews ? { ...state, endedAt: Math.max(state.endedAt ?? at, at) } : state;
  // The end that this page knows of already, told by a tab that heard it from this one.
  if (isSignOut && state.endedAt !== null && at <= state.endedAt) return state;
  if (!isNews && !isSignOut) {
    return state.wanted === null ? { ...state, wanted: 'demand' } : state;
  }
  const as = severityOf(error) === 'denied' ? 'denied' : 'signed-out';
  const ended = end(state, { as, error, at }, moment);
  if (!isNews) moment.actions.push({ type: 'ask-peers' });
  return ended;
}

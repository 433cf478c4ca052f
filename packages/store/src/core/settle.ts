// What has become due: a call that takes too long, an expiry, a second hand-over, the next call, the next timer.
import type { RefreshReason } from '@mdh-tokens/contract';
import { dueAt, withCallStart } from './due.js';
import { fault } from './fault.js';
import { failCall } from './failure.js';
import type { Moment } from './moment.js';
import { budgetCalls, budgetWindowMs, handOverDriftMs, longestTimerMs, waitingRetryMs } from './policy.js';
import { usableToken, type CoreState } from './state.js';
import { endTurn, takeTurn, turnDeadlineAt } from './turn.js';

/**
 * Brings the state up to the moment. Runs after every event, so that no event has to think of what is due.
 *
 * @param hasFired the one timer has just fired, and is armed no more
 */
export function settle(state: CoreState, hasFired: boolean, moment: Moment): CoreState {
  if (state.life.is !== 'running') return disarm(state, moment);
  let next = timeOutCall(state, moment);
  next = expireToken(next, moment);
  next = handOverAgain(next, moment);
  next = hasten(next, moment);
  if (next.flight === null && next.life.is === 'running') next = callWhenDue(next, moment);
  return next.life.is === 'running' ? arm(next, hasFired, moment) : disarm(next, moment);
}

/**
 * Counted on the pessimistic time line: if the machine slept past the timeout, the connection is given up, and the
 * wake that notices it tries again at once.
 */
function timeOutCall(state: CoreState, moment: Moment): CoreState {
  const { flight } = state;
  const { timeoutMs } = moment.policy;
  if (flight === null || moment.now < flight.startedAt + timeoutMs) return state;
  moment.actions.push({ type: 'abort', flightId: flight.id });
  const text = moment.awaited ? 'no_answer_cycle' : 'no_answer';
  const timedOut = fault('timeout', text, { facts: [timeoutMs / 1000] });
  const next = failCall(state, flight, timedOut, moment);
  return next.online && next.wokeAt === moment.now
    ? { ...next, retry: { ...next.retry, at: moment.now } }
    : next;
}

function expireToken(state: CoreState, { now, actions }: Moment): CoreState {
  if (state.token === null || now < state.token.expiresAt) return state;
  actions.push({ type: 'drop' }, { type: 'notify-expired' });
  return { ...state, token: null };
}

/** The SDK counts by the wall clock only. If that clock has jumped, the SDK is told the life left again. */
function handOverAgain(state: CoreState, { now, wallAt, actions }: Moment): CoreState {
  const offsetMs = wallAt - now;
  const driftMs = offsetMs - state.wallOffsetMs;
  if (Math.abs(driftMs) <= handOverDriftMs) return state;
  actions.push({ type: 'diagnose', code: 'clock_jump', details: { seconds: Math.round(driftMs / 1000) } });
  if (usableToken(state, now) !== null) actions.push({ type: 'hand-over' });
  return { ...state, wallOffsetMs: offsetMs };
}

/** While a caller waits, the next retry is 15 s away at most, unless the browser is offline. A Retry-After still wins. */
function hasten(state: CoreState, { now, awaited }: Moment): CoreState {
  const { retry } = state;
  const latestAt = now + waitingRetryMs;
  if (!awaited || !state.online || retry.at === null || retry.at <= latestAt) return state;
  return { ...state, retry: { ...retry, at: latestAt } };
}

/** Among tabs that share, the turn to call comes first, for as long as others may still spare this tab the call. */
function callWhenDue(state: CoreState, moment: Moment): CoreState {
  if (dueAt(state, moment) > moment.now) return endTurn(state, moment);
  if (!moment.policy.shares) return startCall(state, moment);
  const { turn } = state;
  if (turn.is === 'none') return takeTurn(state, moment);
  if (moment.now < turnDeadlineAt(state, turn, moment)) return state;
  return startCall(turn.is === 'held' ? state : endTurn(state, moment), moment);
}

function startCall(state: CoreState, moment: Moment): CoreState {
  const { now, monoMs, actions } = moment;
  const id = state.lastFlightId + 1;
  const reason = reasonFor(state, now);
  const callStarts = withCallStart(state.limits.callStarts, monoMs);
  actions.push({ type: 'notify-start', reason }, { type: 'call', flightId: id, reason });
  const [oldest = monoMs] = callStarts;
  if (callStarts.length === budgetCalls && monoMs - oldest < budgetWindowMs) {
    actions.push({ type: 'diagnose', code: 'call_budget', details: { calls: budgetCalls, seconds: 60 } });
  }
  const urgent = usableToken(state, now) === null;
  return {
    ...state,
    flight: { id, reason, startedAt: now, urgent },
    lastFlightId: id,
    limits: { callStarts, notBeforeAt: null },
    demandedAt: reason === 'demand' && !urgent ? now : state.demandedAt,
    wanted: state.wanted === 'forcing' ? 'forcing' : null,
    // A timer that was armed before a sleep is late by all of it: the timeout is armed anew.
    alarm: null,
  };
}

function reasonFor({ wanted, token, retry, lifeMs, wokeAt }: CoreState, now: number): RefreshReason {
  if (wanted === 'forced') return 'forced';
  if (token?.standing === 'refused') return 'rejected';
  if (token?.standing === 'unconfirmed') return 'wake';
  if (retry.attempt > 0) return 'retry';
  if (lifeMs === null) return 'start';
  if (wokeAt === now) return 'wake';
  return wanted === 'demand' || token === null ? 'demand' : 'schedule';
}

function arm(state: CoreState, hasFired: boolean, moment: Moment): CoreState {
  const { now, actions } = moment;
  const aimsAt = nextMomentAt(state, moment);
  const { alarm } = state;
  const isArmed = !hasFired && alarm !== null && alarm.firesAt > now;
  if (isArmed && Math.abs(alarm.aimsAt - aimsAt) < 1) return state;
  const firesAt = Math.min(aimsAt, now + longestTimerMs);
  actions.push({ type: 'arm', delayMs: Math.max(firesAt - now, 0) });
  return { ...state, alarm: { firesAt, aimsAt } };
}

function nextMomentAt(state: CoreState, moment: Moment): number {
  const { token, flight } = state;
  const callAt = flight === null ? callAllowedAt(state, moment) : flight.startedAt + moment.policy.timeoutMs;
  return token === null ? callAt : Math.min(callAt, token.expiresAt);
}

function callAllowedAt(state: CoreState, moment: Moment): number {
  return state.turn.is === 'none' ? dueAt(state, moment) : turnDeadlineAt(state, state.turn, moment);
}

function disarm(state: CoreState, { actions }: Moment): CoreState {
  if (state.alarm === null) return state;
  actions.push({ type: 'arm', delayMs: null });
  return { ...state, alarm: null };
}

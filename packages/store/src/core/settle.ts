// What has become due: a call that takes too long, an expiry, a second hand-over, the next call, the next timer.
import type { RefreshReason } from '@mdh-tokens/contract';
import type { CoreAction } from './actions.js';
import { dueAt, withCallStart } from './due.js';
import { failCall } from './failure.js';
import {
  budgetCalls,
  budgetWindowMs,
  handOverDriftMs,
  longestTimerMs,
  waitingRetryMs,
  type Policy,
} from './policy.js';
import type { Reading } from './reading.js';
import { usableToken, type CoreState } from './state.js';
import { TokenError } from './token-error.js';
import { endTurn, takeTurn, turnDeadlineAt } from './turn.js';

/**
 * Brings the state up to the reading. Runs after every event, so that no event has to think of what is due.
 *
 * @param hasFired the one timer has just fired, and is armed no more
 */
export function settle(
  state: CoreState,
  hasFired: boolean,
  reading: Reading,
  policy: Policy,
  actions: CoreAction[],
): CoreState {
  if (state.phase !== 'running') return disarm(state, actions);
  let next = timeOutCall(state, reading, policy, actions);
  next = expireToken(next, reading, actions);
  next = handOverAgain(next, reading, actions);
  next = hasten(next, reading);
  if (next.flight === null) next = callWhenDue(next, reading, policy, actions);
  return arm(next, hasFired, reading, policy, actions);
}

/**
 * Counted on the pessimistic time line: a connection that slept through its time is not worth waiting for, and the
 * wake that finds it so tries again at once.
 */
function timeOutCall(state: CoreState, reading: Reading, policy: Policy, actions: CoreAction[]): CoreState {
  const { flight } = state;
  if (flight === null || reading.now < flight.startedAt + policy.timeoutMs) return state;
  actions.push({ type: 'abort', flightId: flight.id });
  const error = new TokenError(
    'timeout',
    `the authenticator did not answer within ${policy.timeoutMs / 1000} s`,
    {
      hint: 'timeoutSeconds sets how long the store waits.',
    },
  );
  const next = failCall(state, error, reading, actions);
  return next.online && next.wokeAt === reading.now ? { ...next, retryAt: reading.now } : next;
}

function expireToken(state: CoreState, reading: Reading, actions: CoreAction[]): CoreState {
  if (state.token === null || reading.now < state.token.expiresAt) return state;
  actions.push({ type: 'drop', fromSdk: false }, { type: 'notify-expired' });
  return { ...state, token: null };
}

/** The SDK looks at the wall clock only: it is told again when that leads it astray. */
function handOverAgain(state: CoreState, reading: Reading, actions: CoreAction[]): CoreState {
  const offsetMs = reading.wallAt - reading.now;
  const driftMs = offsetMs - state.wallOffsetMs;
  if (Math.abs(driftMs) <= handOverDriftMs) return state;
  actions.push({ type: 'diagnose', code: 'clock_jump', details: { seconds: Math.round(driftMs / 1000) } });
  if (usableToken(state, reading.now) !== null) actions.push({ type: 'hand-over' });
  return { ...state, wallOffsetMs: offsetMs };
}

/** Who waits pulls the next try in, unless the browser is offline. A server's "not before" stands. */
function hasten(state: CoreState, reading: Reading): CoreState {
  const latestAt = reading.now + waitingRetryMs;
  if (!reading.awaited || !state.online || state.retryAt === null || state.retryAt <= latestAt) return state;
  return { ...state, retryAt: latestAt };
}

/** Among tabs that share, the turn to call comes first: for as long as others may still spare this tab the call. */
function callWhenDue(state: CoreState, reading: Reading, policy: Policy, actions: CoreAction[]): CoreState {
  if (dueAt(state, reading) > reading.now) return endTurn(state, actions);
  if (!policy.shares) return startCall(state, reading, actions);
  if (state.turn === 'none') return takeTurn(state, reading, actions);
  if (reading.now < turnDeadlineAt(state, reading)) return state;
  return startCall(state.turn === 'held' ? state : endTurn(state, actions), reading, actions);
}

function startCall(state: CoreState, reading: Reading, actions: CoreAction[]): CoreState {
  const id = state.lastFlightId + 1;
  const reason = reasonFor(state, reading);
  const callStarts = withCallStart(state.callStarts, reading.monoMs);
  actions.push({ type: 'notify-start', reason }, { type: 'call', flightId: id, reason });
  if (callStarts.length === budgetCalls && reading.monoMs - callStarts[0]! < budgetWindowMs) {
    actions.push({
      type: 'diagnose',
      code: 'call_budget',
      details: { calls: budgetCalls, seconds: 60 },
    });
  }
  const urgent = usableToken(state, reading.now) === null;
  return {
    ...state,
    flight: { id, reason, startedAt: reading.now, urgent },
    lastFlightId: id,
    callStarts,
    demandedAt: reason === 'demand' && !urgent ? reading.now : state.demandedAt,
    holdUntil: 0,
    wanted: null,
  };
}

function reasonFor(state: CoreState, reading: Reading): RefreshReason {
  if (state.wanted === 'forced') return 'forced';
  if (state.token?.refused === true) return 'rejected';
  if (state.attempt > 0) return 'retry';
  if (state.lifeMs === 0) return 'start';
  if (state.wokeAt === reading.now) return 'wake';
  return state.wanted !== null || state.token === null ? 'demand' : 'schedule';
}

function arm(
  state: CoreState,
  hasFired: boolean,
  reading: Reading,
  policy: Policy,
  actions: CoreAction[],
): CoreState {
  const nextAt = nextMomentAt(state, reading, policy);
  const isArmed = !hasFired && state.armedAt !== null && state.armedAt > reading.now;
  if (isArmed && Math.abs(state.nextAt - nextAt) < 1) return state;
  const armedAt = Math.min(nextAt, reading.now + longestTimerMs);
  actions.push({ type: 'arm', delayMs: Math.max(armedAt - reading.now, 0) });
  return { ...state, armedAt, nextAt };
}

function nextMomentAt(state: CoreState, reading: Reading, policy: Policy): number {
  const { token, flight } = state;
  const callAt = flight === null ? callAllowedAt(state, reading) : flight.startedAt + policy.timeoutMs;
  return token === null ? callAt : Math.min(callAt, token.expiresAt);
}

function callAllowedAt(state: CoreState, reading: Reading): number {
  return state.turn === 'none' ? dueAt(state, reading) : turnDeadlineAt(state, reading);
}

function disarm(state: CoreState, actions: CoreAction[]): CoreState {
  if (state.armedAt === null) return state;
  actions.push({ type: 'arm', delayMs: null });
  return { ...state, armedAt: null };
}

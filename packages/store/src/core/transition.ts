// The whole behaviour of the store: what happened, in; the next state and what to do, out.
import type { CoreAction } from './actions.js';
import { commitAnswer } from './answer.js';
import { backoffCeilingMs } from './backoff.js';
import { end, failCall } from './failure.js';
import type { CoreEvent } from './events.js';
import { backoffMostMs, lateTimerMs, wakeMs, type Policy } from './policy.js';
import type { Reading } from './reading.js';
import { takeFailureFromPeer, takeFromPeer } from './peers.js';
import { settle } from './settle.js';
import { isLive, newRun, type CoreState } from './state.js';
import { holdTurn } from './turn.js';

/** What a transition ends in. */
export interface Step {
  readonly state: CoreState;
  readonly actions: readonly CoreAction[];
}

/** Takes the event in, then does what has become due. Returns the same state where nothing changed. */
export function transition(before: CoreState, event: CoreEvent, reading: Reading, policy: Policy): Step {
  const actions: CoreAction[] = [];
  const applied = apply(before, event, reading, policy, actions);
  return { state: settle(applied, event.type === 'timer', reading, policy, actions), actions };
}

function apply(
  state: CoreState,
  event: CoreEvent,
  reading: Reading,
  policy: Policy,
  actions: CoreAction[],
): CoreState {
  switch (event.type) {
    case 'start':
      if (isLive(state)) return state;
      actions.push({ type: 'defer' });
      return newRun(state, 'starting', event.online, reading);
    case 'started':
      return state.phase === 'starting' ? { ...state, phase: 'running' } : state;
    case 'stop':
      return state.phase === 'stopped' ? state : end(state, 'stopped', event.error, reading.now, actions);
    case 'hosted':
      return end(state, 'hosted', event.error, reading.now, actions);
    case 'refuse':
      return end(state, 'failed', event.error, reading.now, actions);
    case 'answered':
      return state.flight?.id === event.flightId
        ? commitAnswer(state, state.flight, event.facts, reading, policy, actions)
        : state;
    case 'call-failed':
      return state.flight?.id === event.flightId ? failCall(state, event.error, reading, actions) : state;
    case 'peer-token':
      return takeFromPeer(state, event.facts, reading, actions);
    case 'peer-failure':
      return takeFailureFromPeer(state, event, reading, actions);
    default:
      return isLive(state) ? applyWhileLive(state, event, reading, actions) : state;
  }
}

type LiveEvent = Exclude<
  CoreEvent,
  {
    type:
      | 'start'
      | 'started'
      | 'stop'
      | 'hosted'
      | 'refuse'
      | 'answered'
      | 'call-failed'
      | 'peer-token'
      | 'peer-failure';
  }
>;

function applyWhileLive(
  state: CoreState,
  event: LiveEvent,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  switch (event.type) {
    case 'timer':
      return state.armedAt !== null && reading.now - state.armedAt > lateTimerMs
        ? wake(state, reading)
        : state;
    case 'tick':
      return state;
    case 'wake':
      return wake(state.online === event.online ? state : { ...state, online: event.online }, reading);
    case 'online':
      return { ...tryAtOnce(state, reading), online: true };
    case 'offline':
      return { ...state, online: false };
    case 'demand':
      return state.flight === null && state.wanted === null ? { ...state, wanted: 'demand' } : state;
    case 'force':
      return { ...state, wanted: 'forced', retryAt: null };
    case 'refused':
      return refuseToken(state, event.generation, reading, actions);
    case 'turn':
      return holdTurn(state, reading, actions);
    case 'accepted':
      return state.rejections === 0 ? state : { ...state, rejections: 0, rejectableAt: 0 };
  }
}

/** Several page events make one wake: the first of them earns a try at once, unless the browser is offline. */
function wake(state: CoreState, reading: Reading): CoreState {
  if (reading.now - state.wokeAt < wakeMs) return state;
  return { ...(state.online ? tryAtOnce(state, reading) : state), wokeAt: reading.now };
}

/** The network is often not up yet right after a wake: the backoff begins anew, so that the next tries are near. */
function tryAtOnce(state: CoreState, reading: Reading): CoreState {
  return {
    ...state,
    backoffStep: 0,
    retryAt: state.retryAt === null ? null : Math.min(state.retryAt, reading.now),
  };
}

/**
 * A token that the API refuses is replaced at once the first time. Where new tokens are refused as well, or where one
 * endpoint refuses what the others accept, further replacements are 1 s to 60 s apart.
 */
function refuseToken(
  state: CoreState,
  generation: number,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const { token } = state;
  if (token === null || token.generation !== generation || token.refused) return state;
  if (reading.now < state.rejectableAt) {
    if (state.toldRejected === generation) return state;
    actions.push({ type: 'diagnose', code: 'rejected_again', details: { rejections: state.rejections } });
    return { ...state, toldRejected: generation };
  }
  const isLongAgo = reading.now - state.rejectableAt > backoffMostMs;
  const rejections = isLongAgo ? 0 : state.rejections;
  return {
    ...state,
    token: { ...token, refused: true },
    rejections: rejections + 1,
    rejectableAt: reading.now + backoffCeilingMs(rejections),
  };
}

// The whole behaviour of the store: what happened, in; the next state and what to do, out.
import type { CoreAction } from './actions.js';
import { commitAnswer } from './answer.js';
import { backoffCeilingMs } from './backoff.js';
import { failCall } from './failure.js';
import { end } from './ending.js';
import type { Admission, Barred, CoreEvent } from './events.js';
import type { Moment, Reading } from './moment.js';
import { takeFailureFromPeer, takeFromPeer } from './peers.js';
import { backoffMostMs, lateTimerMs, wakeMs, type Policy } from './policy.js';
import { settle } from './settle.js';
import { isLive, newRun, noRefusals, type CoreState } from './state.js';
import type { TokenError } from './token-error.js';
import { holdTurn } from './turn.js';

/** What a transition ends in. */
export interface Step {
  readonly state: CoreState;
  readonly actions: readonly CoreAction[];
}

/** Takes the event in, then does what has become due. Returns the same state if nothing changed. */
export function transition(before: CoreState, event: CoreEvent, reading: Reading, policy: Policy): Step {
  const actions: CoreAction[] = [];
  const { now, monoMs, wallAt, awaited, random } = reading;
  // Not spread: V8 makes a slow object of a spread that is added to, and the core three times slower.
  const moment: Moment = { now, monoMs, wallAt, awaited, random, policy, actions };
  const applied = apply(before, event, moment);
  return { state: settle(applied, event.type === 'timer', moment), actions };
}

function apply(state: CoreState, event: CoreEvent, moment: Moment): CoreState {
  switch (event.type) {
    case 'start':
      return start(state, event, moment);
    case 'ask':
      return ask(state.life.is === 'idle' ? start(state, event, moment) : state, event.kind, moment);
    case 'stop':
      return state.life.is === 'ended' && state.life.as === 'stopped'
        ? state
        : end(state, { as: 'stopped', error: event.error, at: moment.now }, moment);
    case 'sign-out':
      return signOut(state, event.error, moment);
    case 'bar':
      return bar(state, event, moment);
    case 'peer-token':
      return takeFromPeer(state, event.facts, event, moment);
    case 'peer-failure':
      return takeFailureFromPeer(state, event, moment);
    default:
      return isLive(state) ? applyWhileLive(state, event, moment) : state;
  }
}

type AnytimeType = 'start' | 'ask' | 'stop' | 'sign-out' | 'bar' | 'peer-token' | 'peer-failure';
type LiveEvent = Exclude<CoreEvent, { type: AnytimeType }>;

function applyWhileLive(state: CoreState, event: LiveEvent, moment: Moment): CoreState {
  const { flight } = state;
  switch (event.type) {
    case 'deferred':
      return begin(state);
    case 'answered':
      return flight?.id === event.flightId ? commitAnswer(state, flight, event.facts, moment) : state;
    case 'call-failed':
      return flight?.id === event.flightId ? failCall(state, flight, event.error, moment) : state;
    case 'timer':
      return state.alarm !== null && moment.now - state.alarm.firesAt > lateTimerMs
        ? wake(state, moment)
        : state;
    // Nothing of its own: what has become due is looked at after every event.
    case 'hint':
      return state;
    case 'wake':
      return wakePage(state, event.online, event.restored, moment);
    case 'online':
      return { ...tryAtOnce(state, moment.now), online: true };
    case 'offline':
      return { ...state, online: false };
    case 'wait':
      return flight === null && state.wanted === null ? { ...state, wanted: 'demand' } : state;
    case 'refused':
      return refuseToken(state, event.generation, moment);
    case 'turn':
      return holdTurn(state, moment);
    case 'called':
      return event.outcome === 'answered' && event.replayed && state.refusals.count > 0
        ? { ...state, refusals: noRefusals }
        : state;
  }
}

function start(state: CoreState, { online, barred }: Admission, moment: Moment): CoreState {
  if (isLive(state)) return state;
  if (barred !== null) return bar(state, barred, moment);
  moment.actions.push({ type: 'claim' }, { type: 'listen' }, { type: 'defer' });
  return newRun(state, { is: 'starting' }, online, moment);
}

/** Whatever is on its way is of the session before. On a page that MyDataHelps hosts, the session is the platform's. */
function signOut(state: CoreState, error: TokenError, moment: Moment): CoreState {
  if (state.life.is === 'ended' && state.life.as === 'hosted') return state;
  moment.actions.push({ type: 'tell-failure', error, agoMs: 0 });
  return end(state, { as: 'signed-out', error, at: moment.now }, moment);
}

/** The store must not run: MyDataHelps hosts the page, or a sink belongs to another store. */
function bar(state: CoreState, { status, error }: Barred, moment: Moment): CoreState {
  if (status === 'hosted') {
    if (state.life.is === 'ended' && state.life.as === status) return state;
    moment.actions.push({ type: 'diagnose', code: 'hosted', details: {} });
  }
  return end(state, { as: status, error, at: moment.now }, moment);
}

function ask(state: CoreState, kind: string, { actions }: Moment): CoreState {
  if (kind !== 'refresh' || !isLive(state) || isForcedNext(state)) return state;
  actions.push({ type: 'defer' });
  return { ...state, wanted: 'forcing' };
}

/** Whether a forced call leaves next, which no backoff holds back. */
function isForcedNext({ wanted, retry }: CoreState): boolean {
  return wanted === 'forcing' || (wanted === 'forced' && retry.at === null);
}

/** The microtask is here: a run begins to call, and what `refresh()` wants may leave. */
function begin(state: CoreState): CoreState {
  const life: CoreState['life'] = state.life.is === 'starting' ? { is: 'running' } : state.life;
  if (state.wanted !== 'forcing') return life === state.life ? state : { ...state, life };
  return { ...state, life, wanted: 'forced', retry: { ...state.retry, at: null } };
}

function wakePage(state: CoreState, online: boolean, restored: boolean, moment: Moment): CoreState {
  const there = state.online === online ? state : { ...state, online };
  return wake(restored ? doubtToken(there, moment) : there, moment);
}

/** A page from the back/forward cache does not know who is signed in by now: it asks before it gives a token out. */
function doubtToken(state: CoreState, { actions }: Moment): CoreState {
  const { token, flight } = state;
  if (flight !== null) actions.push({ type: 'abort', flightId: flight.id }, { type: 'notify-needless' });
  if (token !== null) actions.push({ type: 'take-back' });
  return {
    ...state,
    flight: null,
    wanted: flight?.reason === 'forced' ? 'forced' : state.wanted,
    token: token && { ...token, standing: 'unconfirmed' },
  };
}

/** Several page events make one wake: the first of them earns a try at once, unless the browser is offline. */
function wake(state: CoreState, { now }: Moment): CoreState {
  if (state.wokeAt !== null && now - state.wokeAt < wakeMs) return state;
  return { ...(state.online ? tryAtOnce(state, now) : state), wokeAt: now };
}

/** The network is often not up yet right after a wake: the backoff begins anew, so that the next tries are near. */
function tryAtOnce(state: CoreState, now: number): CoreState {
  const { retry } = state;
  return {
    ...state,
    retry: { ...retry, step: 0, at: retry.at === null ? null : Math.min(retry.at, now) },
  };
}

/**
 * A token that MyDataHelps refuses is replaced at once the first time. If new tokens are refused as well, or if one
 * endpoint refuses what the others accept, further replacements are 1 s to 60 s apart.
 */
function refuseToken(state: CoreState, generation: number, { now, actions }: Moment): CoreState {
  const { token, refusals } = state;
  if (token === null || token.generation !== generation || token.standing !== 'good') return state;
  if (refusals.nextAt !== null && now < refusals.nextAt) {
    if (refusals.toldOf === generation) return state;
    actions.push({ type: 'diagnose', code: 'rejected_again', details: { rejections: refusals.count } });
    return { ...state, refusals: { ...refusals, toldOf: generation } };
  }
  const isLongAgo = refusals.nextAt === null || now - refusals.nextAt > backoffMostMs;
  const count = isLongAgo ? 0 : refusals.count;
  return {
    ...state,
    token: { ...token, standing: 'refused' },
    refusals: { ...refusals, count: count + 1, nextAt: now + backoffCeilingMs(count) },
  };
}

// What a failed call leads to, and how a run ends.
import { backoffMs, retryAfterMs } from './backoff.js';
import type { Moment, Reading } from './moment.js';
import { brokenTries, floorMs, offlineRetryMs, sameMomentMs } from './policy.js';
import { noTurn, usableToken, type CoreState, type EndStatus, type Flight } from './state.js';
import { severityOf, type TokenError } from './token-error.js';

/** The call has ended, one way or the other. */
export function land(state: CoreState, { id, reason }: Flight, error: TokenError | null): CoreState {
  return {
    ...state,
    flight: null,
    landed: { flightId: id, forced: reason === 'forced', error },
    finishedCalls: state.finishedCalls + 1,
  };
}

/** Takes in a failed call of this tab, and tells the other tabs, so that they need not make it, too. */
export function failCall(state: CoreState, flight: Flight, error: TokenError, moment: Moment): CoreState {
  moment.actions.push({ type: 'tell-failure', error, agoMs: moment.now - flight.startedAt });
  const landed = land(state, flight, error);
  const wanted = flight.reason === 'forced' ? 'forced' : keptWant(state);
  return bearFailure({ ...landed, wanted }, error, flight.startedAt, moment);
}

/** Another tab's call failed while this one was about to call: it is spared its own. */
export function spareCall(state: CoreState, error: TokenError, leftAt: number, moment: Moment): CoreState {
  const spared = { ...state, finishedCalls: state.finishedCalls + 1, wanted: keptWant(state) };
  return bearFailure(spared, error, leftAt, moment);
}

/**
 * What is still wanted when a call has ended. A caller's demand is met by any call. `refresh()` is met only by a call
 * that left after it, and is tried again as a forced one: its caller wants nothing from the authenticator's cache.
 */
export function keptWant({ wanted }: CoreState): CoreState['wanted'] {
  return wanted === 'demand' ? null : wanted;
}

/**
 * A call that left at `leftAt` failed, here or in another tab. If the user's session is over, the run ends. An answer
 * that retrying cannot mend ends it too, but only while no token is usable: a rolling deployment must not kill a page.
 * Everything else is tried again, for ever.
 */
function bearFailure(state: CoreState, error: TokenError, leftAt: number, moment: Moment): CoreState {
  const severity = severityOf(error);
  if (severity === 'signed-out' || severity === 'denied') {
    return end(state, { as: severity, error, at: leftAt }, moment);
  }
  const { retry } = state;
  const brokenAnswers = severity === 'broken' ? retry.brokenAnswers + 1 : 0;
  const isBeyondRepair = severity === 'misconfigured' || brokenAnswers >= brokenTries;
  if (isBeyondRepair && usableToken(state, moment.now) === null) {
    return end(state, { as: 'failed', error, at: leftAt }, moment);
  }
  moment.actions.push({ type: 'notify-failure', error });
  return {
    ...state,
    retry: {
      attempt: retry.attempt + 1,
      error,
      step: retry.step + 1,
      brokenAnswers,
      // Counted from the moment at which the floor allows a call: pages that drew less would all call at that very
      // moment.
      at: Math.max(moment.now, leftAt + floorMs) + retryDelayMs(state, moment),
    },
    limits: { ...state.limits, notBeforeAt: notBeforeAfter(state, error, moment) },
  };
}

/** Until when the server wants no call, with what this failure says. */
export function notBeforeAfter(
  { limits }: CoreState,
  { retryAfterSeconds }: TokenError,
  { now, random }: Pick<Reading, 'now' | 'random'>,
): number | null {
  if (retryAfterSeconds === undefined) return limits.notBeforeAt;
  return Math.max(limits.notBeforeAt ?? now, now + retryAfterMs(retryAfterSeconds, random));
}

function retryDelayMs(state: CoreState, { now, random }: Moment): number {
  if (!state.online) return offlineRetryMs;
  const leftMs = (usableToken(state, now)?.hardAt ?? now) - now;
  return backoffMs(state.retry.step, leftMs, random);
}

/** How a run ends. */
export interface Ending {
  readonly as: EndStatus;
  readonly error: TokenError;
  /** When the session is known to have ended. */
  readonly at: number;
}

/**
 * Ends the run: the call is aborted, and neither the store nor a sink keeps a token. Only `start` leads out, or a
 * sign-in in another tab, to which a tab without a user goes on listening.
 */
export function end(state: CoreState, { as, error, at }: Ending, { actions }: Moment): CoreState {
  const isAway = as === 'signed-out' || as === 'denied';
  if (state.flight !== null) actions.push({ type: 'abort', flightId: state.flight.id });
  if (state.turn.is !== 'none') actions.push({ type: 'end-turn' });
  actions.push({ type: 'drop' }, { type: 'take-back' });
  if (isAway || as === 'failed') actions.push({ type: 'notify-end', error });
  actions.push({ type: 'unlisten', tabs: !isAway }, { type: 'forget' }, { type: 'release' });
  // A run that stops before its first microtask is a double mount, and a broken authenticator ends no session.
  const endsSession = (state.life.is === 'running' || as === 'signed-out') && as !== 'failed';
  return {
    ...state,
    life: { is: 'ended', as, error },
    // The tabs' clocks are rounded: a call of the very moment of a sign-out is of the session before.
    endedAt: endsSession ? at + (error.code === 'signed_out' ? sameMomentMs : 0) : state.endedAt,
    token: null,
    flight: null,
    wanted: null,
    retry: { ...state.retry, at: null },
    turn: noTurn,
  };
}

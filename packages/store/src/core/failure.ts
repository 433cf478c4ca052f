// What a failed call leads to, and how a run ends.
import type { CoreAction } from './actions.js';
import { backoffMs, holdMs } from './backoff.js';
import { brokenTries, floorMs, offlineRetryMs } from './policy.js';
import type { Reading } from './reading.js';
import { usableToken, type CoreState, type Phase } from './state.js';
import { severityOf, type TokenError } from './token-error.js';

/** A call of this tab failed: the others may be spared theirs. */
export function failCall(
  state: CoreState,
  error: TokenError,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const leftAt = state.flight?.startedAt ?? reading.now;
  actions.push({ type: 'tell-failure', error, agoMs: reading.now - leftAt });
  return bearFailure(state, error, leftAt, reading, actions);
}

/**
 * A call that left at `leftAt` failed, here or in another tab. The user's session is over: the run ends. An answer that
 * retrying cannot mend ends it too, but only while no token is usable: a rolling deployment must not kill a page.
 * Everything else is tried again, for ever.
 */
export function bearFailure(
  state: CoreState,
  error: TokenError,
  leftAt: number,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const severity = severityOf(error);
  // Where another tab's call failed there is no flight: this one was about to call.
  const isForced = (state.flight?.reason ?? state.wanted) === 'forced';
  const landed: CoreState = { ...state, flight: null, finishedCalls: state.finishedCalls + 1 };
  if (severity === 'terminal') return end(landed, 'signed-out', error, leftAt, actions);

  const brokenAnswers = severity === 'broken' ? state.brokenAnswers + 1 : 0;
  const isBeyondRepair = severity === 'misconfigured' || brokenAnswers >= brokenTries;
  if (isBeyondRepair && usableToken(state, reading.now) === null)
    return end(landed, 'failed', error, leftAt, actions);

  actions.push({ type: 'notify-failure', error });
  return {
    ...landed,
    attempt: state.attempt + 1,
    lastError: error,
    brokenAnswers,
    backoffStep: state.backoffStep + 1,
    // From where the floor lets a call leave again: below it the whole crowd would draw the same delay.
    retryAt: Math.max(reading.now, leftAt + floorMs) + retryDelayMs(state, reading),
    holdUntil: holdAt(state, error, reading),
    // Who forced a call wants none from the authenticator's cache, however late it comes.
    wanted: isForced ? 'forced' : null,
  };
}

/** Until when the server wants no call, with what this failure says. */
export function holdAt(
  { holdUntil }: CoreState,
  { retryAfterSeconds }: TokenError,
  { now, random }: Pick<Reading, 'now' | 'random'>,
): number {
  return retryAfterSeconds === undefined
    ? holdUntil
    : Math.max(holdUntil, now + holdMs(retryAfterSeconds, random));
}

function retryDelayMs(state: CoreState, reading: Reading): number {
  if (!state.online) return offlineRetryMs;
  const leftMs = (usableToken(state, reading.now)?.hardAt ?? 0) - reading.now;
  return backoffMs(state.backoffStep, leftMs, reading.random);
}

/**
 * Ends the run: the call is aborted, and neither store nor SDK keeps a token. Only `start` leads out, or a sign-in in
 * another tab.
 *
 * @param at when the session is known to have ended
 */
export function end(
  state: CoreState,
  phase: Exclude<Phase, 'idle' | 'starting' | 'running'>,
  error: TokenError,
  at: number,
  actions: CoreAction[],
): CoreState {
  if (state.flight !== null) actions.push({ type: 'abort', flightId: state.flight.id });
  if (state.turn !== 'none') actions.push({ type: 'end-turn' });
  actions.push({ type: 'drop', fromSdk: true });
  if (phase === 'signed-out' || phase === 'failed') actions.push({ type: 'notify-end', error });
  // A run that is stopped before its first microtask is a double mount, a broken authenticator no end of a session.
  const endedAt = state.phase === 'running' && phase !== 'failed' ? at : state.endedAt;
  const nothing = { token: null, flight: null, wanted: null, retryAt: null, turn: 'none' } as const;
  return { ...state, ...nothing, phase, error, endedAt };
}

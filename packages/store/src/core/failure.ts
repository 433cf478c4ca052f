// What a failed call leads to, and how a run ends.
import type { CoreAction } from './actions.js';
import { backoffMs, holdMs } from './backoff.js';
import { brokenTries, offlineRetryMs } from './policy.js';
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
  actions.push({ type: 'tell-failure', error });
  return bearFailure(state, error, reading, actions);
}

/**
 * A call failed, here or in another tab. The user's session is over: the run ends. An answer that retrying cannot mend ends it too, but only
 * while no token is usable: a rolling deployment must not kill a page. Everything else is tried again, for ever.
 */
export function bearFailure(
  state: CoreState,
  error: TokenError,
  reading: Reading,
  actions: CoreAction[],
): CoreState {
  const severity = severityOf(error);
  const landed: CoreState = { ...state, flight: null, finishedCalls: state.finishedCalls + 1 };
  if (severity === 'terminal') return end(landed, 'signed-out', error, actions);

  const brokenAnswers = severity === 'broken' ? state.brokenAnswers + 1 : 0;
  const isBeyondRepair = severity === 'misconfigured' || brokenAnswers >= brokenTries;
  if (isBeyondRepair && usableToken(state, reading.now) === null)
    return end(landed, 'failed', error, actions);

  actions.push({ type: 'notify-failure', error });
  const { retryAfterSeconds } = error;
  return {
    ...landed,
    attempt: state.attempt + 1,
    lastError: error,
    brokenAnswers,
    backoffStep: state.backoffStep + 1,
    retryAt: reading.now + retryDelayMs(state, reading),
    holdUntil:
      retryAfterSeconds === undefined
        ? state.holdUntil
        : reading.now + holdMs(retryAfterSeconds, reading.random),
    wanted: null,
  };
}

function retryDelayMs(state: CoreState, reading: Reading): number {
  const delayMs = backoffMs(state.backoffStep, reading.random);
  return state.online ? delayMs : offlineRetryMs;
}

/** Ends the run: the call is aborted, and neither store nor SDK keeps a token. Only `start` leads out. */
export function end(
  state: CoreState,
  phase: Phase & ('signed-out' | 'failed' | 'stopped'),
  error: TokenError,
  actions: CoreAction[],
): CoreState {
  if (state.flight !== null) actions.push({ type: 'abort', flightId: state.flight.id });
  if (state.turn !== 'none') actions.push({ type: 'end-turn' });
  actions.push({ type: 'drop', fromSdk: true });
  if (phase !== 'stopped') actions.push({ type: 'notify-end', error });
  return { ...state, phase, error, token: null, flight: null, wanted: null, retryAt: null, turn: 'none' };
}

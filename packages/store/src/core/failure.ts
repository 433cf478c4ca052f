// What a failed call leads to.
import { backoffMs, retryAfterMs } from './backoff.js';
import type { Moment, Reading } from './moment.js';
import { end } from './ending.js';
import { keptWant, land } from './landing.js';
import { brokenTries, floorMs, offlineRetryMs } from './policy.js';
import { usableToken, type CoreState, type Flight } from './state.js';
import { severityOf, type TokenError } from './token-error.js';

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

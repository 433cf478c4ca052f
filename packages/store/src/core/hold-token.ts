// How a token becomes the one in hand, wherever it comes from.
import { hardAt } from './schedule.js';
import type { CoreState, HeldToken } from './state.js';

/** What is known of a token that arrives. */
export interface ArrivingToken extends Pick<HeldToken, 'issuedAt' | 'expiresAt' | 'refreshAt'> {
  readonly lifeMs: number;
  readonly subject: string | null;
}

/** With a new token in hand, what went wrong before is over. */
export function holdToken(state: CoreState, arriving: ArrivingToken): CoreState {
  const { issuedAt, expiresAt, refreshAt, lifeMs } = arriving;
  const generation = state.generation + 1;
  return {
    ...state,
    generation,
    lifeMs,
    subject: arriving.subject ?? state.subject,
    token: {
      generation,
      issuedAt,
      expiresAt,
      refreshAt,
      hardAt: hardAt(expiresAt, lifeMs),
      refused: false,
    },
    attempt: 0,
    lastError: null,
    backoffStep: 0,
    brokenAnswers: 0,
    retryAt: null,
  };
}

/** Whether a token is for another participant than the one of this run, where both are known. */
export function isOfAnother(state: CoreState, subject: string | null): boolean {
  return state.subject !== null && subject !== null && subject !== state.subject;
}

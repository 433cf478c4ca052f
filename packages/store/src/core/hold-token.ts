// How a token becomes the one in hand, wherever it comes from.
import { hardAt } from './schedule.js';
import { untroubled, type CoreState, type HeldToken } from './state.js';

/** What is known of a token that arrives. */
export interface ArrivingToken extends Pick<HeldToken, 'issuedAt' | 'expiresAt' | 'refreshAt'> {
  readonly lifeMs: number;
  readonly subject: string | null;
}

/** With a new token in hand, what went wrong before is over. */
export function holdToken(state: CoreState, arriving: ArrivingToken, now: number): CoreState {
  const { lifeMs, subject, ...token } = arriving;
  const generation = state.generation + 1;
  return {
    ...state,
    ...untroubled,
    generation,
    lifeMs,
    subject: subject ?? state.subject,
    token: { ...token, generation, hardAt: hardAt(token.expiresAt, lifeMs), refused: false, handedAt: now },
  };
}

/** Whether a token is for another participant than the one of this run, where both are known. */
export function isOfAnother(state: CoreState, subject: string | null): boolean {
  return state.subject !== null && subject !== null && subject !== state.subject;
}

// The turn to call, among the tabs that share: one of them calls, the others take what it brings.
import type { Moment, Reading } from './moment.js';
import { peerAnswerMs, promptTurnMs, turnMs } from './policy.js';
import { noTurn, usableToken, type CoreState, type Turn } from './state.js';

/** A call is due: ask for the turn, and the other tabs for a token that they may already have. */
export function takeTurn(state: CoreState, { now, actions }: Moment): CoreState {
  actions.push({ type: 'take-turn' }, { type: 'ask-peers' });
  return { ...state, turn: { is: 'waiting', askedAt: now, peersAskedAt: now } };
}

/**
 * The turn has come. If it did not come at once, the tab that had it before may have sent a token that is still on its
 * way: the others are asked again, and given the whole time.
 */
export function holdTurn(state: CoreState, { now, actions }: Moment): CoreState {
  const { turn } = state;
  if (turn.is !== 'waiting') return state;
  const isPrompt = now < turn.askedAt + promptTurnMs;
  if (!isPrompt) actions.push({ type: 'ask-peers' });
  return { ...state, turn: { ...turn, is: 'held', peersAskedAt: isPrompt ? turn.peersAskedAt : now } };
}

export function endTurn(state: CoreState, { actions }: Moment): CoreState {
  if (state.turn.is === 'none') return state;
  actions.push({ type: 'end-turn' });
  return { ...state, turn: noTurn };
}

/**
 * Until when this tab waits for the others: a frozen, hung or closed tab blocks nobody. A tab without a usable token, or
 * with a caller that wants more than that, waits 5 s. Every other tab waits until its callers would have to. A tab that
 * has its turn waits only for the others' answers.
 */
export function turnDeadlineAt(
  state: CoreState,
  turn: Exclude<Turn, { is: 'none' }>,
  { now }: Reading,
): number {
  if (turn.is === 'held') return turn.peersAskedAt + peerAnswerMs;
  const token = state.wanted === null ? usableToken(state, now) : null;
  return token === null ? turn.askedAt + turnMs : Math.max(token.hardAt, turn.askedAt);
}

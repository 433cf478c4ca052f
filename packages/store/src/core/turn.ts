// The turn to call, among the tabs that share: one of them calls, the others take what it brings.
import type { CoreAction } from './actions.js';
import { peerAnswerMs, promptTurnMs, turnMs } from './policy.js';
import type { Reading } from './reading.js';
import { usableToken, type CoreState } from './state.js';

/** A call is due: ask for the turn, and the other tabs for a token that they may already have. */
export function takeTurn(state: CoreState, reading: Reading, actions: CoreAction[]): CoreState {
  actions.push({ type: 'take-turn' }, { type: 'ask-peers' });
  return { ...state, turn: 'waiting', turnAskedAt: reading.now, peersAskedAt: reading.now };
}

/**
 * The turn has come. Where it did not come at once, whoever had it before may have sent a token that is still on its
 * way: the others are asked again, and given the whole time.
 */
export function holdTurn(state: CoreState, reading: Reading, actions: CoreAction[]): CoreState {
  if (state.turn !== 'waiting') return state;
  if (reading.now < state.turnAskedAt + promptTurnMs) return { ...state, turn: 'held' };
  actions.push({ type: 'ask-peers' });
  return { ...state, turn: 'held', peersAskedAt: reading.now };
}

export function endTurn(state: CoreState, actions: CoreAction[]): CoreState {
  if (state.turn === 'none') return state;
  actions.push({ type: 'end-turn' });
  return { ...state, turn: 'none' };
}

/**
 * Until when this tab waits for the others: a frozen, hung or closed tab blocks nobody. Without a usable token, or where
 * somebody wants more than that, 5 s; else until callers would have to wait. The turn itself waits only for the others'
 * answers.
 */
export function turnDeadlineAt(state: CoreState, reading: Reading): number {
  if (state.turn === 'held') return state.peersAskedAt + peerAnswerMs;
  const token = state.wanted === null ? usableToken(state, reading.now) : null;
  return token === null ? state.turnAskedAt + turnMs : Math.max(token.hardAt, state.turnAskedAt);
}

// How a run ends: stop, sign-out, a participant who may not, MyDataHelps' own page, an answer beyond repair.
import type { Moment } from './moment.js';
import { sameMomentMs } from './policy.js';
import { noTurn, type CoreState, type EndStatus } from './state.js';
import type { TokenError } from './token-error.js';

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

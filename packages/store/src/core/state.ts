// Everything the core remembers. It never holds the token itself, only what is known about it.
import type { RefreshReason } from '@mdh-tokens/contract';
import type { Reading } from './reading.js';
import type { TokenError } from './token-error.js';

/** What is known of the token in hand. Instants are on the pessimistic time line. */
export interface HeldToken {
  readonly generation: number;
  /** When the request that brought it left: its life is counted from there. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the refresh is due. */
  readonly refreshAt: number;
  /** From here on callers wait for the next one. */
  readonly hardAt: number;
  /** The API refused it with 401. */
  readonly refused: boolean;
}

/** The call that is on its way. */
export interface Flight {
  readonly id: number;
  readonly reason: RefreshReason;
  readonly startedAt: number;
  /** No token was usable when it left. */
  readonly urgent: boolean;
}

export type Phase = 'idle' | 'starting' | 'running' | 'hosted' | 'signed-out' | 'failed' | 'stopped';

export interface CoreState {
  readonly phase: Phase;
  /** Counts the runs: between two of them the session may have changed hands. */
  readonly run: number;
  /** When this run began. */
  readonly beganAt: number;
  /** When the last run of a session ended: what is older may be another user's. */
  readonly endedAt: number;
  /** Why a terminal phase was entered. */
  readonly error: TokenError | null;
  /** Of the last token that was published; never goes back. */
  readonly generation: number;
  readonly token: HeldToken | null;
  /** The full life of the last answer. */
  readonly lifeMs: number;
  /** The participant of this run, as an opaque hash. */
  readonly subject: string | null;
  readonly flight: Flight | null;
  readonly lastFlightId: number;
  /** Calls that have ended, well or not. */
  readonly finishedCalls: number;
  /** When the last calls left, on the monotonic clock. */
  readonly callStarts: readonly number[];
  /** Failures in a row, and the last of them. */
  readonly attempt: number;
  readonly lastError: TokenError | null;
  /** How far the backoff has climbed; a wake sets it back without forgetting `attempt`. */
  readonly backoffStep: number;
  /** Answers in a row that could not be understood. */
  readonly brokenAnswers: number;
  /** After a failure: the next try. */
  readonly retryAt: number | null;
  /** Told by the server to wait until then; nothing overrides it. 0 once a call has left after it. */
  readonly holdUntil: number;
  /** Answers in a row that brought no progress. */
  readonly stalls: number;
  /** Refreshes in a row for a refused token without a call that succeeded, and when the next is allowed. */
  readonly rejections: number;
  readonly rejectableAt: number;
  /** The generation for which it was told that it is refused again: once is enough. */
  readonly toldRejected: number;
  /** Somebody wants a new token now, and why. */
  readonly wanted: RefreshReason | null;
  /** When a call last left because a usable token had too little life for somebody. */
  readonly demandedAt: number;
  readonly online: boolean;
  readonly wokeAt: number;
  /** This tab's turn to call, among the tabs that share: asked for, or its own. */
  readonly turn: 'none' | 'waiting' | 'held';
  readonly turnAskedAt: number;
  /** When the other tabs were asked for a token. */
  readonly peersAskedAt: number;
  /** Wall clock minus time line, for instants that are shown; renewed when the clocks have parted. */
  readonly wallOffsetMs: number;
  /** When the one timer fires; earlier than the moment it is armed for where that is more than a minute away. */
  readonly armedAt: number | null;
  /** The moment that the timer is armed for. */
  readonly nextAt: number;
}

export const initialState: CoreState = {
  phase: 'idle',
  run: 0,
  beganAt: 0,
  endedAt: Number.NEGATIVE_INFINITY,
  error: null,
  generation: 0,
  token: null,
  lifeMs: 0,
  subject: null,
  flight: null,
  lastFlightId: 0,
  finishedCalls: 0,
  callStarts: [],
  attempt: 0,
  lastError: null,
  backoffStep: 0,
  brokenAnswers: 0,
  retryAt: null,
  holdUntil: 0,
  stalls: 0,
  rejections: 0,
  rejectableAt: 0,
  toldRejected: 0,
  wanted: null,
  demandedAt: Number.NEGATIVE_INFINITY,
  online: true,
  wokeAt: Number.NEGATIVE_INFINITY,
  turn: 'none',
  turnAskedAt: 0,
  peersAskedAt: 0,
  wallOffsetMs: 0,
  armedAt: null,
  nextAt: 0,
};

/** A run starts with nothing but its counters and what limits its calls. */
export function newRun(
  { run, endedAt, generation, lastFlightId, finishedCalls, callStarts, holdUntil }: CoreState,
  phase: Phase,
  online: boolean,
  reading: Reading,
): CoreState {
  const wallOffsetMs = reading.wallAt - reading.now;
  const kept = { endedAt, generation, lastFlightId, finishedCalls, callStarts, holdUntil };
  return { ...initialState, ...kept, run: run + 1, beganAt: reading.now, phase, online, wallOffsetMs };
}

/** Whether the store is at work: started and not in a terminal phase. */
export function isLive(state: CoreState): boolean {
  return state.phase === 'running' || state.phase === 'starting';
}

/** Whether nothing is under way that would bring a caller who does not want this token a better one. */
export function isAtRest({ phase, token, flight, wanted }: CoreState): boolean {
  return phase === 'running' && token !== null && flight === null && wanted === null;
}

/** The token, if it can be used at `now`. */
export function usableToken(state: CoreState, now: number): HeldToken | null {
  const { token } = state;
  return token !== null && !token.refused && now < token.expiresAt ? token : null;
}

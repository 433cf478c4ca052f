// Everything the core remembers. It never holds the token itself, only what is known about it.
import type { RefreshReason } from '@mdh-tokens/contract';
import type { Moment } from './moment.js';
import type { TokenError } from './token-error.js';

/** Terminal: only `start()` leads out, and out of `signed-out` and `denied` also a sign-in in another tab. */
export type EndStatus = 'hosted' | 'signed-out' | 'denied' | 'failed' | 'stopped';

/** Where the store is in its life. */
export type Life =
  | { readonly is: 'idle' }
  /** Until the microtask after `start`. */
  | { readonly is: 'starting' }
  | { readonly is: 'running' }
  | { readonly is: 'ended'; readonly as: EndStatus; readonly error: TokenError };

/** What is known of the token in hand. Instants are on the pessimistic time line. */
export interface HeldToken {
  readonly generation: number;
  /** When the request that brought it left. Its life is counted from there. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When the refresh is due. */
  readonly refreshAt: number;
  /** From here on callers wait for the next one. */
  readonly hardAt: number;
  /**
   * `refused`: MyDataHelps answered 401 to it. `unconfirmed`: the page was in the back/forward cache, and another user
   * may have signed in meanwhile. Neither is given out.
   */
  readonly standing: 'good' | 'refused' | 'unconfirmed';
}

/** The call that is on its way. */
export interface Flight {
  readonly id: number;
  readonly reason: RefreshReason;
  readonly startedAt: number;
  /** No token was usable when it left. */
  readonly urgent: boolean;
}

/** This tab's turn to call, among the tabs that share. */
export type Turn =
  | { readonly is: 'none' }
  | { readonly is: 'waiting' | 'held'; readonly askedAt: number; readonly peersAskedAt: number };

/** What went wrong since the last token, and when the next try is. */
export interface Retry {
  /** Failures in a row. */
  readonly attempt: number;
  /** The last failure. */
  readonly error: TokenError | null;
  /** How far the backoff has climbed. A wake sets it back without forgetting `attempt`. */
  readonly step: number;
  /** Answers in a row that could not be understood. */
  readonly brokenAnswers: number;
  readonly at: number | null;
}

/** What limits the calls of this page, whatever run they belong to. */
export interface Limits {
  /** When the last calls left, on the monotonic clock. */
  readonly callStarts: readonly number[];
  /** The server said to wait until then. Nothing overrides it. */
  readonly notBeforeAt: number | null;
}

/** Refreshes in a row for refused tokens. A replayed call that succeeds, or a quiet minute, ends the row. */
export interface Refusals {
  readonly count: number;
  /** When the next such refresh is allowed. */
  readonly nextAt: number | null;
  /** The generation for which the developer was told that it is refused again. Once is enough. */
  readonly toldOf: number | null;
}

/** Answers in a row that brought no progress. */
export interface Stall {
  readonly count: number;
  /** The first delay. Each further one is twice the one before. */
  readonly firstMs: number;
}

/** The last call of this page that has ended. */
export interface Landed {
  readonly flightId: number;
  /** It left for `refresh()`. */
  readonly forced: boolean;
  readonly error: TokenError | null;
}

export interface CoreState {
  readonly life: Life;
  /** When this run began. */
  readonly beganAt: number;
  /** When the last run of a session ended. What is older may be another user's. */
  readonly endedAt: number | null;
  /** Counts what may have put another participant in the place of the one before. */
  readonly lineage: number;
  /** Of the last token that was published. It never goes back. */
  readonly generation: number;
  readonly token: HeldToken | null;
  /** The full life of the last token of this run. */
  readonly lifeMs: number | null;
  /** The participant of this run, as an opaque hash. */
  readonly subject: string | null;
  readonly flight: Flight | null;
  readonly lastFlightId: number;
  readonly landed: Landed | null;
  /** Calls that have ended, well or not, and failures of other tabs that spared this one its call. */
  readonly finishedCalls: number;
  readonly limits: Limits;
  readonly retry: Retry;
  readonly stall: Stall;
  readonly refusals: Refusals;
  /**
   * Whether a new token is wanted now: for a caller (`demand`), or by `refresh()`. Until the microtask after
   * `refresh()` it is `forcing`, so that several of one task share a call.
   */
  readonly wanted: 'demand' | 'forcing' | 'forced' | null;
  /** When a call last left because a usable token had too little life for a caller. */
  readonly demandedAt: number | null;
  readonly online: boolean;
  readonly wokeAt: number | null;
  readonly turn: Turn;
  /** Wall clock minus time line, for instants that are shown. Renewed when the clocks have parted. */
  readonly wallOffsetMs: number;
  /** The one timer: when it fires, and the moment it is armed for, which may be more than a minute later. */
  readonly alarm: { readonly firesAt: number; readonly aimsAt: number } | null;
}

export const calm: Retry = { attempt: 0, error: null, step: 0, brokenAnswers: 0, at: null };
export const noTurn: Turn = { is: 'none' };
export const noRefusals: Refusals = { count: 0, nextAt: null, toldOf: null };
export const noStall: Stall = { count: 0, firstMs: 0 };

export const initialState: CoreState = {
  life: { is: 'idle' },
  beganAt: 0,
  endedAt: null,
  lineage: 0,
  generation: 0,
  token: null,
  lifeMs: null,
  subject: null,
  flight: null,
  lastFlightId: 0,
  landed: null,
  finishedCalls: 0,
  limits: { callStarts: [], notBeforeAt: null },
  retry: calm,
  stall: noStall,
  refusals: noRefusals,
  wanted: null,
  demandedAt: null,
  online: true,
  wokeAt: null,
  turn: noTurn,
  wallOffsetMs: 0,
  alarm: null,
};

/** A run begins with nothing but its counters and what limits its calls. */
export function newRun(
  { endedAt, lineage, generation, lastFlightId, finishedCalls, limits }: CoreState,
  life: Life,
  online: boolean,
  { now, wallAt }: Moment,
): CoreState {
  return {
    ...initialState,
    endedAt,
    generation,
    lastFlightId,
    finishedCalls,
    limits,
    life,
    online,
    lineage: lineage + 1,
    beganAt: now,
    wallOffsetMs: wallAt - now,
  };
}

/** Whether the store is at work: started and not in a terminal state. */
export function isLive({ life }: CoreState): boolean {
  return life.is === 'running' || life.is === 'starting';
}

/** Whether nothing is under way that would bring a caller who cannot use this token a better one. */
export function isAtRest({ life, token, flight, wanted }: CoreState): boolean {
  return life.is === 'running' && token !== null && flight === null && wanted === null;
}

/** The token, if it can be used at `now`. */
export function usableToken({ token }: CoreState, now: number): HeldToken | null {
  return token !== null && token.standing === 'good' && now < token.expiresAt ? token : null;
}

// The state that an app sees: derived, plain, and without the token.
import { usableToken, type CoreState, type HeldToken } from './state.js';
import type { DeniedError, FailedError, SignedOutError, TokenError } from './token-error.js';

/** The store is made and not started. */
export interface IdleState {
  readonly status: 'idle';
}

/** The store is started and has no token yet. */
export interface AcquiringState {
  readonly status: 'acquiring';
  /** Failures in a row. */
  readonly attempt: number;
  /** When the next call leaves, in epoch milliseconds; `null` while one is on its way or nothing has failed. */
  readonly nextAttemptAt: number | null;
  /** The last failure, or `null`. */
  readonly error: TokenError | null;
}

/** What is known of a valid token. Instants are epoch milliseconds on the page's wall clock. */
interface ValidState {
  /** Counts the tokens of this store: it grows with each one. */
  readonly generation: number;
  /** When the request that brought the token left. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** A call for the next token is on its way. */
  readonly refreshing: boolean;
}

/** The store has a valid token. */
export interface ActiveState extends ValidState {
  readonly status: 'active';
  /** When the refresh is due, in epoch milliseconds. */
  readonly refreshAt: number;
}

/** The token is still valid, but the last refresh failed. */
export interface DegradedState extends ValidState {
  readonly status: 'degraded';
  /** Failures in a row. */
  readonly attempt: number;
  /** When the next call leaves, in epoch milliseconds; `null` while one is on its way. */
  readonly nextAttemptAt: number | null;
  /** The last failure. */
  readonly error: TokenError;
}

/** The store had a token, has no valid one, and is still trying. */
export interface ExpiredState {
  readonly status: 'expired';
  /** Failures in a row. */
  readonly attempt: number;
  /** When the next call leaves, in epoch milliseconds; `null` while one is on its way or nothing has failed. */
  readonly nextAttemptAt: number | null;
  /** The last failure, or `null`. */
  readonly error: TokenError | null;
}

/** MyDataHelps shows the page and manages the token itself. The SDK's calls go through. */
export interface HostedState {
  readonly status: 'hosted';
}

/** The user has to sign in: a 401, another participant, or `signOut()`. */
export interface SignedOutState {
  readonly status: 'signed-out';
  readonly error: SignedOutError;
}

/** The user is signed in and has no participant: a 403 `forbidden` of the authenticator. */
export interface DeniedState {
  readonly status: 'denied';
  readonly error: DeniedError;
}

/** Retrying cannot help: see `error.hint`. */
export interface FailedState {
  readonly status: 'failed';
  readonly error: FailedError;
}

/** `stop()` was called. */
export interface StoppedState {
  readonly status: 'stopped';
}

/**
 * A snapshot of the store. It never holds the token. Instants (`…At`) are epoch milliseconds on the page's wall clock.
 * `hosted`, `signed-out`, `denied`, `failed` and `stopped` are terminal: only `start()` leads out, and out of `signed-out`
 * and `denied` also a sign-in in another tab that shares.
 */
export type TokenState =
  | IdleState
  | AcquiringState
  | ActiveState
  | DegradedState
  | ExpiredState
  | HostedState
  | SignedOutState
  | DeniedState
  | FailedState
  | StoppedState;

/** Derives the snapshot. */
export function snapshotOf(state: CoreState): TokenState {
  const { life, token } = state;
  if (life.is === 'idle') return { status: 'idle' };
  if (life.is !== 'ended') {
    return token === null || token.standing !== 'good' ? withoutToken(state) : withToken(state, token);
  }
  if (life.as === 'hosted' || life.as === 'stopped') return { status: life.as };
  // The core ends a run with the codes that belong to its status only (see `end`).
  return { status: life.as, error: life.error } as SignedOutState | DeniedState | FailedState;
}

/** When the next try is, while none is on its way; epoch milliseconds. */
export function nextAttemptAt(state: CoreState): number | null {
  const { retry, limits, flight } = state;
  if (flight !== null || (retry.at === null && limits.notBeforeAt === null)) return null;
  return wallInstant(state, Math.max(retry.at ?? 0, limits.notBeforeAt ?? 0));
}

/** A position of the time line as an instant of the page's wall clock. */
export function wallInstant(state: CoreState, at: number): number {
  return Math.round(at + state.wallOffsetMs);
}

function withoutToken(state: CoreState): AcquiringState | ExpiredState {
  const { attempt, error } = state.retry;
  const status = state.lifeMs === null ? 'acquiring' : 'expired';
  return { status, attempt, nextAttemptAt: nextAttemptAt(state), error };
}

function withToken(state: CoreState, token: HeldToken): ActiveState | DegradedState {
  const { attempt, error } = state.retry;
  const known = {
    generation: token.generation,
    issuedAt: wallInstant(state, token.issuedAt),
    expiresAt: wallInstant(state, token.expiresAt),
  };
  const refreshing = state.flight !== null;
  if (error === null) {
    return { status: 'active', ...known, refreshAt: wallInstant(state, token.refreshAt), refreshing };
  }
  return { status: 'degraded', ...known, attempt, nextAttemptAt: nextAttemptAt(state), error, refreshing };
}

/** Whether two snapshots say the same. */
export function isSameSnapshot(one: TokenState, other: TokenState): boolean {
  const names = Object.keys(one) as (keyof TokenState)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Until when the token can be given out without asking anything else; in the past if there is none. */
export function servableUntil(state: CoreState, now: number): number {
  const token = state.life.is === 'running' ? usableToken(state, now) : null;
  return token === null ? Number.NEGATIVE_INFINITY : Math.min(token.refreshAt, token.hardAt);
}

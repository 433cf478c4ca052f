// The state that an app sees: derived, plain, and without the token.
import { usableToken, type CoreState, type HeldToken } from './state.js';
import type { TokenError } from './token-error.js';

/**
 * A snapshot of the store. Instants (`…At`) are epoch milliseconds on the page's wall clock.
 *
 * - `idle`: created, not started (or MyDataHelps hosts the page and nothing is to be done)
 * - `acquiring`: started, no token yet
 * - `active`: a valid token; `refreshing` while the next one is on its way
 * - `degraded`: still valid, but the last refresh failed
 * - `expired`: no valid token, still trying
 * - `signed-out`: the authenticator said 401 or 403, or names another participant; the user has to sign in
 * - `failed`: retrying cannot help: see `error.hint`
 * - `stopped`: after `stop()`
 */
export type TokenState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'acquiring';
      readonly attempt: number;
      readonly nextAttemptAt: number | null;
      readonly error: TokenError | null;
    }
  | {
      readonly status: 'active';
      readonly generation: number;
      readonly issuedAt: number;
      readonly expiresAt: number;
      readonly refreshAt: number;
      readonly refreshing: boolean;
    }
  | {
      readonly status: 'degraded';
      readonly generation: number;
      readonly issuedAt: number;
      readonly expiresAt: number;
      readonly attempt: number;
      readonly nextAttemptAt: number | null;
      readonly error: TokenError;
      readonly refreshing: boolean;
    }
  | {
      readonly status: 'expired';
      readonly attempt: number;
      readonly nextAttemptAt: number | null;
      readonly error: TokenError | null;
    }
  | { readonly status: 'signed-out'; readonly error: TokenError }
  | { readonly status: 'failed'; readonly error: TokenError }
  | { readonly status: 'stopped' };

/** Derives the snapshot. */
export function publishedState(state: CoreState): TokenState {
  switch (state.phase) {
    case 'idle':
    case 'hosted':
      return { status: 'idle' };
    case 'stopped':
      return { status: 'stopped' };
    case 'signed-out':
    case 'failed':
      return { status: state.phase, error: state.error! };
    default:
      return state.token === null || state.token.refused
        ? withoutToken(state)
        : withToken(state, state.token);
  }
}

/** When the next try is, while none is on its way; epoch milliseconds. */
export function nextAttemptAt(state: CoreState): number | null {
  const at = Math.max(state.retryAt ?? 0, state.holdUntil);
  return at === 0 || state.flight !== null ? null : wallInstant(state, at);
}

/** A position of the time line as an instant of the page's wall clock. */
export function wallInstant(state: CoreState, at: number): number {
  return Math.round(at + state.wallOffsetMs);
}

function withoutToken(state: CoreState): TokenState {
  return {
    status: state.lifeMs === 0 ? 'acquiring' : 'expired',
    attempt: state.attempt,
    nextAttemptAt: nextAttemptAt(state),
    error: state.lastError,
  };
}

function withToken(state: CoreState, token: HeldToken): TokenState {
  const known = {
    generation: token.generation,
    issuedAt: wallInstant(state, token.issuedAt),
    expiresAt: wallInstant(state, token.expiresAt),
  };
  const refreshing = state.flight !== null;
  if (state.lastError === null) {
    return { status: 'active', ...known, refreshAt: wallInstant(state, token.refreshAt), refreshing };
  }
  return {
    status: 'degraded',
    ...known,
    attempt: state.attempt,
    nextAttemptAt: nextAttemptAt(state),
    error: state.lastError,
    refreshing,
  };
}

/** Whether two snapshots say the same. */
export function isSameState(one: TokenState, other: TokenState): boolean {
  const names = Object.keys(one) as (keyof TokenState)[];
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Until when the token can be given out without asking anything else; in the past where there is none. */
export function servableUntil(state: CoreState, now: number): number {
  const token = state.phase === 'running' ? usableToken(state, now) : null;
  return token === null ? Number.NEGATIVE_INFINITY : Math.min(token.refreshAt, token.hardAt);
}

// What can happen to the store, as plain data. Tokens stay outside: an answer is described, not carried.
import type { TokenError } from './token-error.js';

/** What an answer says about its token. */
export interface AnswerFacts {
  readonly lifeMs: number;
  readonly refreshInMs: number | null;
  readonly subject: string | null;
  /** The text is the one of the last token. */
  readonly sameToken: boolean;
  /** How long before the flight began the request left (an early request). */
  readonly leftAgoMs?: number;
}

/** What another tab says about its token. */
export interface PeerFacts {
  readonly leftMs: number;
  readonly lifeMs: number;
  /** How long until that tab refreshes it. */
  readonly refreshInMs: number;
  readonly subject: string | null;
  readonly sameToken: boolean;
}

/** How the call of another tab failed, or that the user has signed out there. */
export interface PeerFailure {
  readonly error: TokenError;
  /** How long ago the call left, or the user signed out. */
  readonly agoMs: number;
  /** Whose token it was to bring. */
  readonly subject: string | null;
}

/** Why a run must not begin: a sink cannot be supplied by this store. */
export interface Barred {
  /** The state in which the store ends. */
  readonly status: 'hosted' | 'failed';
  readonly error: TokenError;
}

/** What an event that may begin a run has to know. */
export interface Admission {
  readonly online: boolean;
  readonly barred: Barred | null;
}

/**
 * How a call of the SDK, or of `store.fetch`, went. A call of the SDK that waited is told twice: that it waited, and its
 * end.
 */
export interface CallReport {
  readonly via: 'sdk' | 'fetch';
  /**
   * `waited`: it had to wait for a token and has one now; `no-token`: it waited in vain; `refused`: MyDataHelps answered
   * 401, also to the repetition if there was one; `failed`: no answer came.
   */
  readonly outcome: 'waited' | 'no-token' | 'answered' | 'refused' | 'failed';
  /** Sent a second time with the next token. */
  readonly replayed: boolean;
  /** How long it waited for a token. */
  readonly waitedMs: number;
  /** How long all of it took, the request's round trip included. */
  readonly tookMs: number;
}

export type CoreEvent =
  | ({ readonly type: 'start' } & Admission)
  /** The microtask after `defer`: a double mount has stopped the first run by now. */
  | { readonly type: 'deferred' }
  | { readonly type: 'stop'; readonly error: TokenError }
  /** The app says that the user has signed out. */
  | { readonly type: 'sign-out'; readonly error: TokenError }
  /** A sink that was connected to a running store, or claimed by it, cannot be supplied. */
  | ({ readonly type: 'bar' } & Barred)
  | { readonly type: 'answered'; readonly flightId: number; readonly facts: AnswerFacts }
  | { readonly type: 'call-failed'; readonly flightId: number; readonly error: TokenError }
  /** The one timer fired. */
  | { readonly type: 'timer' }
  /** The SDK hints that its token nears its end. */
  | { readonly type: 'hint' }
  /** The page is in use again. `restored`: from the back/forward cache. */
  | { readonly type: 'wake'; readonly online: boolean; readonly restored: boolean }
  | { readonly type: 'online' }
  | { readonly type: 'offline' }
  /** A caller asks: for a token, for the first one of the run, or for a refresh. */
  | ({ readonly type: 'ask'; readonly kind: 'token' | 'first-token' | 'refresh' } & Admission)
  /** A caller cannot be served from the token in hand. */
  | { readonly type: 'wait' }
  /** MyDataHelps refused the token of this generation. */
  | { readonly type: 'refused'; readonly generation: number }
  | ({ readonly type: 'called' } & CallReport)
  /** It is this tab's turn to call. */
  | { readonly type: 'turn' }
  | ({ readonly type: 'peer-token'; readonly facts: PeerFacts } & Admission)
  | ({ readonly type: 'peer-failure' } & PeerFailure);

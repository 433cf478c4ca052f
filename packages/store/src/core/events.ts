// What can happen to the store, as plain data. Tokens stay outside: an answer is described, not carried.
import type { TokenError } from './token-error.js';

/** What an answer says about its token. */
export interface AnswerFacts {
  readonly lifeMs: number;
  readonly refreshInMs: number | null;
  readonly subject: string | null;
  /** The text is the one of the last token. */
  readonly sameToken: boolean;
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

/** How the call of another tab failed. */
export interface PeerFailure {
  readonly error: TokenError;
  /** How long ago it left. */
  readonly agoMs: number;
  /** Whose token it was to bring. */
  readonly subject: string | null;
}

export type CoreEvent =
  | { readonly type: 'start'; readonly online: boolean }
  /** The microtask after `start`: a double mount has stopped the first run by now. */
  | { readonly type: 'started' }
  | { readonly type: 'stop'; readonly error: TokenError }
  /** MyDataHelps hosts the page. */
  | { readonly type: 'hosted'; readonly error: TokenError }
  /** The store cannot run at all, for a reason outside the life cycle. */
  | { readonly type: 'refuse'; readonly error: TokenError }
  | { readonly type: 'answered'; readonly flightId: number; readonly facts: AnswerFacts }
  | { readonly type: 'call-failed'; readonly flightId: number; readonly error: TokenError }
  /** The one timer fired. */
  | { readonly type: 'timer' }
  /** Somebody asked what is due now: a caller, or the SDK's hint. */
  | { readonly type: 'tick' }
  | { readonly type: 'wake'; readonly online: boolean }
  | { readonly type: 'online' }
  | { readonly type: 'offline' }
  /** A caller cannot be served from the token in hand. */
  | { readonly type: 'demand' }
  | { readonly type: 'force' }
  /** The API refused the token of this generation, or accepted it. */
  | { readonly type: 'refused'; readonly generation: number }
  | { readonly type: 'accepted' }
  /** It is this tab's turn to call. */
  | { readonly type: 'turn' }
  | { readonly type: 'peer-token'; readonly facts: PeerFacts }
  | ({ readonly type: 'peer-failure' } & PeerFailure);

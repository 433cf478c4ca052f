// What the engine is to do, as plain data, in order.
import type { RefreshReason } from '@mdh-tokens/contract';
import type { TokenError } from './token-error.js';

/** Something unusual that an app's developer should know. It never stops the store. */
export type DiagnosticCode =
  | 'no_progress'
  | 'call_budget'
  | 'min_validity_unreachable'
  | 'rejected_again'
  | 'clock_jump'
  | 'clock_skew'
  | 'answer_note'
  | 'hosted'
  | 'sdk_missing'
  | 'sdk_outdated'
  | 'sdk_copies'
  | 'sdk_token_replaced'
  | 'tab_message_dropped';

/** Numbers and short words that belong to a diagnostic: never a token, never participant data. */
export type DiagnosticDetails = Readonly<Record<string, number | string>>;

export type CoreAction =
  /** A run begins: make every sink this store's own. */
  | { readonly type: 'claim' }
  /** A run begins: listen to the page and to the other tabs. */
  | { readonly type: 'listen' }
  /** A run has ended: leave the page's events alone and, with `tabs`, the other tabs too. */
  | { readonly type: 'unlisten'; readonly tabs: boolean }
  /** A run has ended: the sinks are free for another store. */
  | { readonly type: 'release' }
  /** Enter `deferred` in a microtask. */
  | { readonly type: 'defer' }
  | { readonly type: 'call'; readonly flightId: number; readonly reason: RefreshReason }
  /** End the call on its way. What it still brings is not wanted. */
  | { readonly type: 'abort'; readonly flightId: number }
  /** Keep the token that has just come. */
  | { readonly type: 'keep' }
  /** Give the sinks the token in hand, with the life that is left. */
  | { readonly type: 'hand-over' }
  /** Take the token from the sinks. */
  | { readonly type: 'take-back' }
  /** Keep the token no longer. */
  | { readonly type: 'drop' }
  /** Forget also which token was the last one: the next run owes nothing to this one. */
  | { readonly type: 'forget' }
  /** Ask the other tabs for their token. */
  | { readonly type: 'ask-peers' }
  /** Tell the other tabs the token in hand. */
  | { readonly type: 'tell-token' }
  /** Tell the other tabs how this tab's call failed and how long ago it left, or that the user has signed out. */
  | { readonly type: 'tell-failure'; readonly error: TokenError; readonly agoMs: number }
  /** Ask for this tab's turn to call. */
  | { readonly type: 'take-turn' }
  /** Give the turn back, or stop waiting for it. */
  | { readonly type: 'end-turn' }
  /** Arm the one timer, or disarm it. */
  | { readonly type: 'arm'; readonly delayMs: number | null }
  | { readonly type: 'notify-start'; readonly reason: RefreshReason }
  | { readonly type: 'notify-success' }
  | { readonly type: 'notify-needless' }
  | { readonly type: 'notify-token' }
  | { readonly type: 'notify-failure'; readonly error: TokenError }
  | { readonly type: 'notify-expired' }
  | { readonly type: 'notify-end'; readonly error: TokenError }
  | { readonly type: 'diagnose'; readonly code: DiagnosticCode; readonly details: DiagnosticDetails };

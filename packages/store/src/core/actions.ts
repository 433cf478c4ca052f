// What the engine is to do, as plain data, in order.
import type { RefreshReason } from '@mdh-tokens/contract';
import type { TokenError } from './token-error.js';

/** Something unusual that an app's developer should know; never a reason to stop. */
export type DiagnosticCode =
  | 'no_progress'
  | 'call_budget'
  | 'min_validity_unreachable'
  | 'rejected_again'
  | 'clock_jump'
  | 'clock_skew'
  | 'answer_note'
  | 'hosted'
  | 'sdk_outdated'
  | 'tab_message_dropped';

export type CoreAction =
  /** Enter `started` in a microtask. */
  | { readonly type: 'defer' }
  | { readonly type: 'call'; readonly flightId: number; readonly reason: RefreshReason }
  /** End the call on its way; what it still brings is not wanted. */
  | { readonly type: 'abort'; readonly flightId: number }
  /** Make the answer of this call the current token and hand it over. */
  | { readonly type: 'commit'; readonly flightId: number }
  /** Make the token that another tab has just sent the current one, and hand it over. */
  | { readonly type: 'adopt' }
  /** Ask the other tabs for their token. */
  | { readonly type: 'ask-peers' }
  /** Ask for this tab's turn to call. */
  | { readonly type: 'take-turn' }
  /** Give the turn back, or stop waiting for it. */
  | { readonly type: 'end-turn' }
  /** Tell the other tabs how this one's call failed that left so long ago. */
  | { readonly type: 'tell-failure'; readonly error: TokenError; readonly agoMs: number }
  /** Hand the SDK the current token again, with the life that is left. */
  | { readonly type: 'hand-over' }
  /** Forget the token; with `fromSdk` the SDK loses it too. */
  | { readonly type: 'drop'; readonly fromSdk: boolean }
  /** Arm the one timer, or disarm it. */
  | { readonly type: 'arm'; readonly delayMs: number | null }
  | { readonly type: 'notify-start'; readonly reason: RefreshReason }
  | { readonly type: 'notify-success' }
  | { readonly type: 'notify-token' }
  | { readonly type: 'notify-failure'; readonly error: TokenError }
  | { readonly type: 'notify-expired' }
  | { readonly type: 'notify-end'; readonly error: TokenError }
  | {
      readonly type: 'diagnose';
      readonly code: DiagnosticCode;
      readonly details: Readonly<Record<string, number | string>>;
    };

// What a recording consists of: flat, plain data, in which a token or a participant has no place.
import type { CallReport, RefreshReason, TokenState } from '@mdh-tokens/store';

/** Something that happened to the store, in numbers and in words of fixed lists. */
export type Happening =
  /** The status has changed. `code`: of the error that goes with it. */
  | { readonly type: 'status'; readonly status: TokenState['status']; readonly code: string | null }
  /** A new token is in use. `from`: `null` if that is not known. */
  | {
      readonly type: 'token';
      readonly generation: number;
      /** The life left. */
      readonly lifeMs: number;
      /** How long it had been in use when it was recorded: above 0 if the recording began later. */
      readonly ageMs: number;
      readonly from: 'authenticator' | 'tab' | null;
    }
  | { readonly type: 'expired'; readonly generation: number }
  /** A call to the authenticator leaves. `usedShare`: how much of the token's life is over, 0 to 1; `null` without one. */
  | { readonly type: 'call'; readonly reason: RefreshReason; readonly usedShare: number | null }
  | {
      readonly type: 'answer';
      readonly outcome: 'ok' | 'needless' | 'failed';
      readonly code: string | null;
      readonly status: number | null;
      readonly nextInMs: number | null;
    }
  /** A call of the SDK, or of `store.fetch`. */
  | ({ readonly type: 'request' } & CallReport)
  /** MyDataHelps refused the token of this generation. */
  | { readonly type: 'refused'; readonly generation: number }
  | { readonly type: 'page'; readonly what: 'wake' | 'restored' | 'offline' | 'online' | 'hint' }
  | { readonly type: 'app'; readonly what: 'start' | 'stop' | 'sign-out' | 'refresh' }
  | { readonly type: 'tabs'; readonly what: 'turn' | 'peer-token' | 'peer-failure' }
  | { readonly type: 'diagnostic'; readonly code: string; readonly message: string }
  /** Something that the panel or the app says of itself: `on` and `off` are the ends of a span. */
  | { readonly type: 'mark'; readonly label: string; readonly how: 'on' | 'off' | 'moment' };

/** A happening with its place in the recording. */
export type Entry = Happening & {
  /** Counts the entries of a recording. */
  readonly id: number;
  /** Epoch milliseconds on a clock that is never set: a jump of the wall clock does not tear the picture. */
  readonly at: number;
};

export const recordingFormat = 'mdh-tokens-recording';

/** A recording of one store, as it is exported and read back. */
export interface Recording {
  readonly format: typeof recordingFormat;
  readonly version: 1;
  readonly store: string;
  /** When it was exported, on the clock of the entries. */
  readonly at: number;
  /** Oldest first. */
  readonly entries: readonly Entry[];
}

/** Whether a store in this status has or wants a token. In every other one the run has ended, or not begun. */
export function isRunning(status: TokenState['status']): boolean {
  return ['active', 'degraded', 'acquiring', 'expired'].includes(status);
}

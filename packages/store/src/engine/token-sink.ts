// The two sides of a connection: the sink, which gets the token, and the supply, which the store offers to it.
import type { DiagnosticCode, DiagnosticDetails } from '../core/actions.js';
import type { Barred, CoreEvent } from '../core/events.js';
import type { Platform } from '../platform/platform.js';
import type { InspectedStep } from './inspected-step.js';

/** The token as a sink gets it. */
export interface SinkToken {
  readonly accessToken: string;
  /** When its life ends, in epoch milliseconds on the page's wall clock. */
  readonly expiresAt: number;
}

/** Anything that needs the token handed over, such as another SDK. See `connectSink`. */
export interface TokenSink {
  /** Called with every new token, and when the clocks have parted so that `expiresAt` is another one. */
  handOver(token: SinkToken): void;
  /**
   * Called when the token must not be used any more: the run has ended (sign-out, denied, failed, stop), the page is back
   * from the back/forward cache, or the sink is disconnected. Not at the token's end, which `expiresAt` says.
   */
  drop(): void;
}

/** A sink with a say in the life of the store, for authors of adapters. `connectSdk` is one. */
export interface SinkAdapter extends TokenSink {
  /** What is supplied. A store has one sink for it: a later one takes the earlier one's place. */
  readonly receiver: object;
  /**
   * Why the store must not run; `null` if it may. Asked before a run begins. It changes nothing of this store; a stop of
   * another store that is pending is carried out first. What it throws then is reported, and bars nothing.
   */
  bars?(): Barred | null;
  /** A run begins. What it throws ends the run as `failed`. */
  claim?(): void;
  /** A run has ended: another store may have the receiver. */
  release?(): void;
  /** The sink is disconnected: leave the receiver as it was. */
  close?(): void;
}

/** What a store offers to an adapter. */
export interface Supply {
  readonly platform: Platform;
  /** MyDataHelps' base URL, with a trailing slash. */
  readonly baseUrl: string;
  /** How long a call waits for a token, in milliseconds. */
  readonly callTimeoutMs: number;
  /** The token, if it can be given out at once. The hot path. */
  quickToken(): string | null;
  /** The token, if it is valid now. Causes nothing. */
  peek(): string | null;
  /** Waits for a token as `getToken` does. @throws TokenError */
  token(wishes: TokenWishes): Promise<string>;
  /** The full life of the last token in milliseconds; `null` before the first one. */
  lifeMs(): number | null;
  /** The life left in milliseconds; 0 if there is no token. */
  leftMs(): number;
  /** Counts what may have put another participant in the place of the one before: no request is repeated across it. */
  lineage(): number;
  /** Whether this is the token in hand. */
  isCurrent(accessToken: string): boolean;
  /** "MyDataHelps refused this token with 401." */
  refuse(accessToken: string): void;
  /** Hands the token in hand over to this sink again. */
  handOverTo(sink: TokenSink): void;
  dispatch(event: Extract<CoreEvent, { type: 'hint' | 'called' }>): void;
  /** Listens to every step of the core, as the option `inspect` does. @returns listens no more */
  onStep(listener: (step: InspectedStep) => void): () => void;
  diagnose(code: DiagnosticCode, details?: DiagnosticDetails): void;
  /** Whether the store is started and in no terminal state. */
  isLive(): boolean;
  /** Stops the store if its last lease has been released in this turn of the event loop. @returns whether it is at rest */
  giveWay(): boolean;
}

/** What a caller of `Supply.token` wants. */
export interface TokenWishes {
  readonly minValidityMs?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

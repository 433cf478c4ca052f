// Something outside the store that is kept supplied with its token.
import type { TokenError } from './core/token-error.js';

export interface TokenSink {
  /** What is supplied: a store has one sink for it. */
  readonly receiver: object;
  /** MyDataHelps hosts the page: why the store must do nothing, else `null`. */
  hosted(): TokenError | null;
  /** The store starts. @returns why this sink cannot be supplied by it, else `null` */
  claim(): TokenError | null;
  /** Called with every new token and whenever the receiver must be told the life that is left again. */
  handOver(token: HandedToken): void;
  /** Takes the token away again. */
  drop(): void;
  /** The store's run has ended; after `stop()` also the methods are to be given back. */
  release(isStopped: boolean): void;
  /** Ends the supply: the receiver is as after `stop()`. */
  disconnect(): void;
}

/** The token as a receiver gets it. */
export interface HandedToken {
  readonly accessToken: string;
  /** The life that is left at the moment of asking, in milliseconds. */
  leftMs(): number;
}

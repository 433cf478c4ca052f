// Everything that a store supplies with its token.
import type { TokenError } from './core/token-error.js';
import { reportUncaught } from './platform/report-error.js';
import type { HandedToken, TokenSink } from './token-sink.js';

export interface Sinks {
  add(sink: TokenSink): void;
  remove(sink: TokenSink): void;
  /** Why the store must do nothing at all, where MyDataHelps hosts the page. */
  hosted(): TokenError | null;
  /** Makes every sink this store's own. @returns why one of them cannot be */
  claim(): TokenError | null;
  handOver(token: HandedToken): void;
  drop(): void;
  release(isStopped: boolean): void;
}

export function createSinks(): Sinks {
  const sinks = new Set<TokenSink>();

  /** One that throws is reported, and keeps nobody else from the token. */
  function each(use: (sink: TokenSink) => void): void {
    for (const sink of sinks) {
      try {
        use(sink);
      } catch (error) {
        reportUncaught(error);
      }
    }
  }

  function first(why: (sink: TokenSink) => TokenError | null): TokenError | null {
    for (const sink of sinks) {
      const error = why(sink);
      if (error !== null) return error;
    }
    return null;
  }

  return {
    add: (sink) => void sinks.add(sink),
    remove: (sink) => void sinks.delete(sink),
    hosted: () => first((sink) => sink.hosted()),
    claim: () => first((sink) => sink.claim()),
    handOver: (token) => each((sink) => sink.handOver(token)),
    drop: () => each((sink) => sink.drop()),
    release: (isStopped) => each((sink) => sink.release(isStopped)),
  };
}

// Everything that a store supplies with its token.
import type { TokenError } from './core/token-error.js';
import { reporting } from './platform/report-error.js';
import type { HandedToken, TokenSink } from './token-sink.js';

export interface Sinks {
  get(receiver: object): TokenSink | undefined;
  add(sink: TokenSink): void;
  remove(sink: TokenSink): void;
  /** Why the store must do nothing at all, where MyDataHelps hosts the page. */
  hosted(): TokenError | null;
  /** Makes every sink this store's own, or none. @returns why one of them cannot be */
  claim(): TokenError | null;
  handOver(token: HandedToken): void;
  drop(): void;
  release(isStopped: boolean): void;
}

export function createSinks(): Sinks {
  const sinks = new Map<object, TokenSink>();

  /** One that throws is reported, and keeps nobody else from the token. */
  function each(use: (sink: TokenSink) => void): void {
    for (const sink of sinks.values()) reporting(() => use(sink));
  }

  function first(why: (sink: TokenSink) => TokenError | null): TokenError | null {
    for (const sink of sinks.values()) {
      const error = why(sink);
      if (error !== null) return error;
    }
    return null;
  }

  const release = (isStopped: boolean) => each((sink) => sink.release(isStopped));

  return {
    get: (receiver) => sinks.get(receiver),
    add: (sink) => void sinks.set(sink.receiver, sink),
    remove(sink) {
      if (sinks.get(sink.receiver) === sink) sinks.delete(sink.receiver);
    },
    hosted: () => first((sink) => sink.hosted()),
    claim() {
      const refusal = first((sink) => sink.claim());
      if (refusal !== null) release(false);
      return refusal;
    },
    handOver: (token) => each((sink) => sink.handOver(token)),
    drop: () => each((sink) => sink.drop()),
    release,
  };
}

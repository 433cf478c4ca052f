// Those who wait for a token. Each leaves on its own: by its verdict, its timeout or its signal.
import type { Verdict, Want } from './core/verdict.js';
import { TokenError } from './core/token-error.js';
import { createTimer } from './platform/timer.js';

/** One who wants a token, and how it is answered: with the token, or with a `TokenError`. */
export interface Caller {
  readonly want: Want;
  resolve(accessToken: string): void;
  reject(error: TokenError): void;
}

/** How long a caller waits, and what calls it off. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The error for one who has waited in vain. */
  explain(): TokenError;
}

export interface WaitingCallers {
  isAnyone(): boolean;
  /** Lets a caller wait; one whose signal has aborted is not kept. */
  add(caller: Caller, patience: Patience): void;
  /** Lets everybody go whose wait is over. */
  serve(judge: (want: Want) => Verdict, accessToken: string | null): void;
}

export function createWaitingCallers(): WaitingCallers {
  const leaving = new Map<Caller, () => void>();

  function settle(caller: Caller, answer: string | TokenError): void {
    leaving.get(caller)?.();
    leaving.delete(caller);
    if (typeof answer === 'string') caller.resolve(answer);
    else caller.reject(answer);
  }

  return {
    isAnyone: () => leaving.size > 0,
    add(caller, { timeoutMs, signal, explain }) {
      if (signal?.aborted === true) return caller.reject(abortedBy(signal));
      const timer = createTimer(() => settle(caller, explain()));
      const onAbort = () => settle(caller, abortedBy(signal!));
      leaving.set(caller, () => {
        timer(null);
        signal?.removeEventListener('abort', onAbort);
      });
      if (timeoutMs !== Number.POSITIVE_INFINITY) timer(timeoutMs);
      signal?.addEventListener('abort', onAbort);
    },
    serve(judge, accessToken) {
      for (const caller of leaving.keys()) {
        const verdict = judge(caller.want);
        if (verdict === 'use') settle(caller, accessToken ?? '');
        else if (verdict !== 'wait') settle(caller, verdict);
      }
    },
  };
}

function abortedBy(signal: AbortSignal): TokenError {
  return new TokenError('aborted', 'the caller aborted its wait for a token', { cause: signal.reason });
}

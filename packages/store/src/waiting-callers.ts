// Those who wait for a token. Each leaves on its own: by its verdict, its timeout or its signal.
import type { Verdict, Want } from './core/verdict.js';
import { TokenError } from './core/token-error.js';
import { createTimer } from './platform/timer.js';

/** How long a caller waits, and what calls it off. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The last failure, for the error of who has waited in vain. */
  lastError(): TokenError | null;
}

interface Caller {
  readonly want: Want;
  resolve(accessToken: string): void;
  reject(error: TokenError): void;
}

export interface WaitingCallers {
  isAnyone(): boolean;
  /** Resolves with the token when the verdict is "use". @throws TokenError the verdict, `timeout`, or `aborted` */
  wait(want: Want, patience: Patience): Promise<string>;
  /** Lets everybody go whose wait is over. */
  serve(judge: (want: Want) => Verdict, accessToken: string | null): void;
}

export function createWaitingCallers(): WaitingCallers {
  const callers = new Set<Caller>();
  return {
    isAnyone: () => callers.size > 0,
    wait(want, { timeoutMs, signal, lastError }) {
      return new Promise((resolve, reject) => {
        const timer = createTimer(() => caller.reject(outOfPatience(lastError())));
        const onAbort = () => caller.reject(abortedBy(signal!));
        const leave = () => {
          callers.delete(caller);
          timer(null);
          signal?.removeEventListener('abort', onAbort);
        };
        const caller: Caller = {
          want,
          resolve(accessToken) {
            leave();
            resolve(accessToken);
          },
          reject(error) {
            leave();
            reject(error);
          },
        };
        callers.add(caller);
        if (timeoutMs !== Number.POSITIVE_INFINITY) timer(timeoutMs);
        signal?.addEventListener('abort', onAbort);
      });
    },
    serve(judge, accessToken) {
      for (const caller of callers) {
        const verdict = judge(caller.want);
        if (verdict === 'use') caller.resolve(accessToken ?? '');
        else if (verdict !== 'wait') caller.reject(verdict);
      }
    },
  };
}

/** The error for a caller whose own signal aborted. */
export function abortedBy(signal: AbortSignal): TokenError {
  return new TokenError('aborted', 'the caller aborted its wait for a token', { cause: signal.reason });
}

function outOfPatience(lastError: TokenError | null): TokenError {
  return new TokenError('timeout', 'no token came in time', {
    cause: lastError ?? undefined,
    hint:
      lastError === null
        ? 'The call to the authenticator is still on its way.'
        : `Last failure: ${lastError.message}`,
  });
}

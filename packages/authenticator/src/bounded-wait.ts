// Waiting for shared work: each caller gives up by itself, the work goes on for the others.
import { AuthenticatorError } from './authenticator-error.js';
import { isPromised, type MaybePromise } from './maybe-promise.js';

/**
 * Waits for `work` until it settles, the time is over, or the caller aborts. What is here already arms no timer.
 *
 * @param timeoutMs a function is asked only where there is something to wait for
 * @throws {AuthenticatorError} `timeout`, `aborted`, also as a rejection; whatever `work` rejects with
 */
export function waitFor<T>(
  work: MaybePromise<T>,
  timeoutMs: number | (() => number),
  signal?: AbortSignal,
): MaybePromise<T> {
  if (isPromised(work)) {
    return waitForPromise(work, typeof timeoutMs === 'number' ? timeoutMs : timeoutMs(), signal);
  }
  if (signal?.aborted === true) throw aborted(signal);
  return work;
}

function waitForPromise<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => settle(() => reject(aborted(signal)));
    const timer = setTimeout(() => settle(() => reject(timedOut())), timeoutMs);
    function settle(conclude: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      conclude();
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
    if (signal?.aborted === true) onAbort();
  });
}

function aborted(signal: AbortSignal | undefined): AuthenticatorError {
  return new AuthenticatorError('aborted', 'the caller aborted', {
    hint: 'The call itself goes on for others that wait for it.',
    cause: signal?.reason,
  });
}

function timedOut(): AuthenticatorError {
  return new AuthenticatorError('timeout', 'MyDataHelps did not answer in time', {
    hint: 'Try again. If it happens often, look at the network path to MyDataHelps, or raise timeoutSeconds.',
  });
}

// Answers a request in the same process, with the behaviour of `fetch` over a network.
import type { FetchCallback } from './listener.js';

/** Answers a request. If the caller aborts, the promise rejects with the caller's own reason, as `fetch` does. */
export function fetchInProcess(request: Request, answer: FetchCallback): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp);
    void answer(request, {})
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

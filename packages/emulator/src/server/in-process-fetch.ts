// Answers without a server, in the manner of a network.
import type { FetchCallback } from './listener.js';

/** The answer to a request. A caller that gives up gets its own reason, as from `fetch`, and no answer. */
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

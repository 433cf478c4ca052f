// How a promise has ended so far.

export interface Outcome {
  /** What it was fulfilled with, or the `code` that it was rejected with; `undefined` while it is open. */
  is?: unknown;
}

export function outcomeOf(promise: Promise<unknown>): Outcome {
  const outcome: Outcome = {};
  promise.then(
    (value) => (outcome.is = value),
    (error: { code?: unknown }) => (outcome.is = error.code ?? error),
  );
  return outcome;
}

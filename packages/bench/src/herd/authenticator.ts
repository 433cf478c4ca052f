// The far end of the crowd: what it answers at a moment.

/** What becomes of a call. */
export type Answer = { readonly isGranted: true } | Refusal;

interface Refusal {
  readonly isGranted: false;
  readonly retryAfterSeconds: number | null;
}

/** Asked once for each call, second after second; within a second in any order. */
export type Authenticator = (at: number) => Answer;

/**
 * Makes an authenticator for a part of the crowd.
 *
 * @param share of the crowd, in (0, 1]: a fleet's instances share its calls and its strength
 */
export type Fleet = (share: number) => Authenticator;

const granted: Answer = { isGranted: true };
const unavailable: Answer = { isGranted: false, retryAfterSeconds: null };

export const alwaysUp: Fleet = () => () => granted;

/** Answers 503 in the time between. */
export function downBetween(fromMs: number, toMs: number): Fleet {
  return () => (at) => (at >= fromMs && at < toMs ? unavailable : granted);
}

/** Takes no more than it can, and answers 503 to the others. */
export function takesAtMost(callsPerSecond: number, retryAfterSeconds: number | null): Fleet {
  const busy: Answer = { isGranted: false, retryAfterSeconds };
  return (share) => {
    let second = -1;
    let taken = 0;
    return (at) => {
      const now = Math.floor(at / 1000);
      if (now !== second) taken = 0;
      second = now;
      taken += 1;
      return taken <= callsPerSecond * share ? granted : busy;
    };
  };
}

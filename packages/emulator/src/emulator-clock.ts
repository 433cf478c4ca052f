// The two times of an emulator: how long things last, and what time the server believes it is.

/** Both in epoch milliseconds. */
export interface EmulatorClock {
  /** For durations: token lives, rate limits, the log. A clock fault does not move it. */
  now(): number;
  /** What the server believes: its `Date` header, its check of `exp`, the dates it writes into data. */
  serverNow(): number;
  /** How far the server's belief is ahead, in seconds; negative when it is behind. */
  offsetSeconds: number;
}

/** A clock on `now`, right until its offset is set. */
export function createEmulatorClock(now: () => number): EmulatorClock {
  return {
    offsetSeconds: 0,
    now,
    serverNow() {
      return now() + this.offsetSeconds * 1000;
    },
  };
}

// The times of an emulator: how much time has passed for it, what the date is in its data, and what its callers' clocks say.

/** Instants in epoch milliseconds. */
export interface EmulatorClock {
  /** For durations: token lives, rate limits, the log. It moves with `advance`, and not with the offset. */
  now(): number;
  /** The date that the server believes in: the dates of data. It moves with `advance` and with the offset. */
  serverNow(): number;
  /**
   * What the clocks of callers say, as far as the server knows: its `Date` header and its check of `exp`. It moves with
   * the offset, and not with `advance`, since the clocks of callers stay where they are.
   */
  callersNow(): number;
  /** How far the server's belief is ahead, in seconds; negative when it is behind. */
  offsetSeconds: number;
  /** How far the time was moved on, in seconds. */
  readonly advancedSeconds: number;
  /** Lets time pass at once. Time never goes back: a token that is over stays over. */
  advance(seconds: number): void;
}

/** A clock on `now`, right until its offset is set or time is moved on. */
export function createEmulatorClock(now: () => number): EmulatorClock {
  let advancedSeconds = 0;
  return {
    offsetSeconds: 0,
    get advancedSeconds() {
      return advancedSeconds;
    },
    now: () => now() + advancedSeconds * 1000,
    serverNow() {
      return this.now() + this.offsetSeconds * 1000;
    },
    callersNow() {
      return now() + this.offsetSeconds * 1000;
    },
    advance(seconds) {
      advancedSeconds += seconds;
    },
  };
}

// The times of an emulator: how much time has passed for it, what the date is in its data, and what its callers' clocks say.
import { EmulatorError } from './emulator-error.js';

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

/** About ten years: beyond that lie milliseconds taken for seconds, and dates that cannot be written. */
export const mostSeconds = 315_360_000;

/** @throws {EmulatorError} `invalid_option` unless time passes, and no more than ten years of it */
export function advanceClock(clock: EmulatorClock, seconds: number): void {
  if (seconds > 0 && clock.advancedSeconds + seconds <= mostSeconds) return clock.advance(seconds);
  throw new EmulatorError(
    'invalid_option',
    `advance: ${String(seconds)} is no number of seconds above 0 and at most ${mostSeconds} in all`,
    'For example 3600. Time goes forward only; start another emulator to go back.',
  );
}

// The machine that the page runs on: true time, the two clocks that show it badly, and the page's one timer.
import type { Draw } from './random.js';

export interface Device {
  /** True time since the beginning, in milliseconds. */
  trueMs(): number;
  /** The monotonic clock before rounding: awake time, and sleep where the clock goes on in it. */
  awakeMs(): number;
  /** What `Date.now()` and `performance.now()` say. Counts as a reading of the store. */
  read(): { readonly wallAt: number; readonly monoMs: number };
  /** What `Date.now()` says, without counting as a reading. */
  wallAt(): number;
  /** How coarse the clocks are. */
  readonly resolutionMs: number;
  /** Lets true time pass while the machine is awake. */
  advanceTo(trueMs: number): void;
  sleep(forMs: number, monoGoesOn: boolean): void;
  setClock(byMs: number): void;
  /** How far the wall clock was set forward so far, in sum. */
  forwardMs(): number;
  /** What no pair of clocks can show: stops of one and backward steps of the other between two readings, in sum. */
  hiddenMs(): number;
  /** Timers of hidden pages fire at whole multiples of this only; 0 for a visible page. */
  throttle(toMs: number): void;
  throttleMs(): number;
  arm(delayMs: number | null): void;
  isArmed(): boolean;
  /** When the timer is due, on the monotonic clock before throttling; Infinity where it is not armed. */
  timerDueAwakeMs(): number;
  /** When the timer fires, in true time if the machine stays awake; Infinity where it is not armed. */
  timerFiresAt(): number;
  fireTimer(): void;
}

const beginningAt = Date.UTC(2026, 0, 1);
/** A stop and a step that hide each other may leave as much undetected as the clocks may part (elapsed-clock.ts). */
const undetectedMs = 50;

export function createDevice(resolutionMs: number, draw: Draw): Device {
  let trueMs = 0;
  let awakeMs = 0;
  let offsetMs = beginningAt;
  let forwardMs = 0;
  let hiddenMs = 0;
  let stoppedSinceReading = 0;
  let stepSinceReading = 0;
  let throttleMs = 0;
  let timerDueMs = Number.POSITIVE_INFINITY;

  function rounded(ms: number, toMs: number): number {
    return Math.floor(ms / toMs) * toMs;
  }

  function wallAt(): number {
    return rounded(trueMs + offsetMs, Math.max(resolutionMs, 1));
  }

  /** Browsers are a little late, and some round so that a timer seems a fraction of a millisecond early. */
  function latenessMs(): number {
    return draw() < 0.1 ? -0.9 : 4 * draw();
  }

  return {
    trueMs: () => trueMs,
    awakeMs: () => awakeMs,
    wallAt,
    resolutionMs,
    read() {
      if (stoppedSinceReading > 0 || stepSinceReading !== 0) {
        const unseen = Math.min(stoppedSinceReading, -stepSinceReading);
        if (unseen > 0) hiddenMs += unseen + undetectedMs;
        stoppedSinceReading = 0;
        stepSinceReading = 0;
      }
      return { wallAt: wallAt(), monoMs: rounded(awakeMs, resolutionMs) };
    },
    advanceTo(toMs) {
      if (toMs <= trueMs) return;
      awakeMs += toMs - trueMs;
      trueMs = toMs;
    },
    sleep(forMs, monoGoesOn) {
      trueMs += forMs;
      if (monoGoesOn) awakeMs += forMs;
      else stoppedSinceReading += forMs;
    },
    setClock(byMs) {
      offsetMs += byMs;
      stepSinceReading += byMs;
      if (byMs > 0) forwardMs += byMs;
    },
    forwardMs: () => forwardMs,
    hiddenMs: () => hiddenMs,
    throttle(toMs) {
      throttleMs = toMs;
    },
    throttleMs: () => throttleMs,
    arm(delayMs) {
      timerDueMs =
        delayMs === null
          ? Number.POSITIVE_INFINITY
          : awakeMs + Math.max(Math.ceil(delayMs) + latenessMs(), 0.1);
    },
    isArmed: () => timerDueMs !== Number.POSITIVE_INFINITY,
    timerDueAwakeMs: () => timerDueMs,
    timerFiresAt() {
      const dueMs = throttleMs > 0 ? Math.ceil(timerDueMs / throttleMs) * throttleMs : timerDueMs;
      return trueMs + Math.max(dueMs - awakeMs, 0);
    },
    fireTimer() {
      timerDueMs = Number.POSITIVE_INFINITY;
    },
  };
}

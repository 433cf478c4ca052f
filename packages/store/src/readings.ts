// The pessimistic time line of one store, read from the page's two clocks.
import { elapsedSince, hasParted, moveAnchor, type ClockAnchor } from './core/elapsed-clock.js';
import type { Reading } from './core/reading.js';
import { monotonicMs, wallClockAt } from './platform/clock.js';

export interface Readings {
  read(): Pick<Reading, 'now' | 'monoMs' | 'wallAt'>;
  /** Whether the time line is certain to lie before `at`, without keeping the reading. The hot path. */
  isBefore(at: number): boolean;
}

export function createReadings(): Readings {
  let anchor: ClockAnchor = { wallAt: wallClockAt(), monoMs: monotonicMs(), elapsedMs: 0 };
  return {
    read() {
      const wallAt = wallClockAt();
      const monoMs = monotonicMs();
      anchor = moveAnchor(anchor, wallAt, monoMs);
      return { now: elapsedSince(anchor, wallAt, monoMs), monoMs, wallAt };
    },
    isBefore(at) {
      const wallAt = wallClockAt();
      const monoMs = monotonicMs();
      return elapsedSince(anchor, wallAt, monoMs) < at && !hasParted(anchor, wallAt, monoMs);
    },
  };
}

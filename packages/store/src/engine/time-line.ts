// The pessimistic time line of one store, read from the page's two clocks.
import { elapsedSince, hasParted, moveAnchor, type ClockAnchor } from '../core/elapsed-clock.js';
import type { Reading } from '../core/moment.js';
import type { Platform } from '../platform/platform.js';

export class TimeLine {
  private anchor: ClockAnchor;

  constructor(private readonly platform: Platform) {
    this.anchor = { wallAt: platform.wallClockAt(), monoMs: platform.monotonicMs(), elapsedMs: 0, leadMs: 0 };
  }

  read(): Pick<Reading, 'now' | 'monoMs' | 'wallAt'> {
    const wallAt = this.platform.wallClockAt();
    const monoMs = this.platform.monotonicMs();
    this.anchor = moveAnchor(this.anchor, wallAt, monoMs);
    return { now: elapsedSince(this.anchor, wallAt, monoMs), monoMs, wallAt };
  }

  /** Whether the time line is certain to lie before `at`, without keeping the reading. The hot path. */
  isBefore(at: number): boolean {
    const wallAt = this.platform.wallClockAt();
    const monoMs = this.platform.monotonicMs();
    return elapsedSince(this.anchor, wallAt, monoMs) < at && !hasParted(this.anchor, wallAt, monoMs);
  }
}

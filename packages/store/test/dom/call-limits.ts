// The limits that no trigger moves: a second between two calls, thirty in any minute.
import { expect } from 'vitest';
import { minutes, seconds } from './virtual-page.js';

/** Timers count whole milliseconds, the monotonic clock parts of them. */
const roundingMs = 1;

/** @param callsAt when each call left, in order */
export function expectWithinCallLimits(callsAt: readonly number[]): void {
  for (const [n, at] of callsAt.entries()) {
    const inMinute = callsAt.filter((other) => other >= at && other < at + minutes(1));
    expect(inMinute.length).toBeLessThanOrEqual(30);
    if (n > 0) expect(at - callsAt[n - 1]!).toBeGreaterThanOrEqual(seconds(1) - roundingMs);
  }
}

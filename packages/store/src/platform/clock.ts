// The page's two clocks. Read when used, so that ordinary fake timers work.

/** The wall clock, in epoch milliseconds: it jumps when somebody sets it. */
export function wallClockAt(): number {
  return Date.now();
}

/** The monotonic clock, in milliseconds: it never jumps, but may stand still while the machine sleeps. */
export function monotonicMs(): number {
  return performance.now();
}

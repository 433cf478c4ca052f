// The two clocks of a server, read together.

/** One reading of both clocks. */
export interface Instant {
  /** Epoch milliseconds. */
  wallMs: number;
  /** Milliseconds that no clock setting changes. */
  monotonicMs: number;
}

/** Reads both clocks. The globals are looked up at each call, so that fake timers are seen. */
export function readClocks(): Instant {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

/**
 * Milliseconds between two readings: the larger advance of the two clocks, so that neither a clock set back nor a
 * monotonic clock that stopped during a suspend makes a token look younger than it is.
 */
export function elapsedMs(since: Instant, now: Instant): number {
  return Math.max(0, now.wallMs - since.wallMs, now.monotonicMs - since.monotonicMs);
}

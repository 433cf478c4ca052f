// The kit's clock: what it waits and measures with.

export interface KitClock {
  /** Wall clock, epoch milliseconds. */
  nowMs(): number;
  /** Monotonic, for durations. */
  seconds(): number;
  wait(seconds: number): Promise<void>;
}

/** The clocks of this process, read when used. */
export const processClock: KitClock = {
  nowMs: () => Date.now(),
  seconds: () => performance.now() / 1000,
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
};

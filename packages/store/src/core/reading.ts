// What the core is told about the moment of an event; it reads no clock itself.

/** The clocks, and one draw of chance, at the moment of an event. */
export interface Reading {
  /** Milliseconds on the pessimistic time line (see elapsed-clock.ts). Every instant in the core is on it. */
  readonly now: number;
  /** The monotonic clock in milliseconds: the floor and the budget of calls are counted on it, since it never jumps. */
  readonly monoMs: number;
  /** The page's wall clock in epoch milliseconds: only for instants that are shown. */
  readonly wallAt: number;
  /** Somebody waits for a token that can be used. */
  readonly awaited: boolean;
  /** Uniform in [0, 1). One draw is enough: each event leads to one random decision at most. */
  readonly random: number;
}

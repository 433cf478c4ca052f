// The numbers that the core decides by: the app's options, in milliseconds, and the limits that no option moves.

/** What an app chose. */
export interface Policy {
  readonly safetyMarginMs: number;
  readonly timeoutMs: number;
}

/** Limits that hold whatever triggers a call. */
export const limits = {
  /** Between the starts of two calls. */
  floorMs: 1_000,
  /** Between the starts of two scheduled calls, so that very short lives stay inside the budget. */
  scheduledFloorMs: 2_000,
  /** At most this many calls in `budgetWindowMs`. */
  budgetCalls: 30,
  budgetWindowMs: 60_000,
  /** The longest timer: a wake is noticed within a minute even if no event fires, and nothing overflows 2^31-1 ms. */
  longestTimerMs: 60_000,
  /** Backoff doubles from here … */
  backoffStartMs: 1_000,
  /** … to here. */
  backoffMostMs: 60_000,
  /** A caller that waits pulls the next try in to this. */
  waitingRetryMs: 15_000,
  /** The longest `Retry-After` that is obeyed. */
  retryAfterMostMs: 900_000,
  /** One try in this while the browser says that it is offline. */
  offlineRetryMs: 60_000,
  /** Before expiry, callers wait for the next token. A quarter of the life where that is less. */
  hardWindowMs: 5_000,
  /** Page events closer than this belong to one wake. */
  wakeMs: 2_000,
  /** A timer this late means that the machine slept or the tab was held back. */
  lateTimerMs: 2_000,
  /** Tries with an answer that cannot be understood before the store gives up. */
  brokenTries: 3,
  /** The clocks may part by this much before the SDK, which looks at the wall clock only, is told again. */
  handOverDriftMs: 2_000,
  /** The longest life that the SDK's timer can hold, 2^31-1 ms after its own 120 s are taken off. */
  handOverMostMs: 2_147_603_000,
} as const;

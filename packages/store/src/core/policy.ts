// The numbers that the core decides by: the app's options, in milliseconds, and the limits that no option moves.
// Constants of their own, so that a bundler can put them where they are used.

/** What an app chose. */
export interface Policy {
  readonly safetyMarginMs: number;
  readonly timeoutMs: number;
  /** Tabs of one user make one call between them. */
  readonly shares: boolean;
}

/** Between the starts of two calls. */
export const floorMs = 1_000;
/** Between the starts of two scheduled calls, so that very short lives stay inside the budget. */
export const scheduledFloorMs = 2_000;
/** At most this many calls in `budgetWindowMs`. */
export const budgetCalls = 30;
export const budgetWindowMs = 60_000;
/** The longest timer: a wake is noticed within a minute even if no event fires, and nothing overflows 2^31-1 ms. */
export const longestTimerMs = 60_000;
/** Backoff doubles from here … */
export const backoffStartMs = 1_000;
/** … to here. */
export const backoffMostMs = 60_000;
/** A caller that waits pulls the next try in to this. */
export const waitingRetryMs = 15_000;
/** The longest `Retry-After` that is obeyed. */
export const retryAfterMostMs = 900_000;
/** One try in this while the browser says that it is offline. */
export const offlineRetryMs = 60_000;
/** Before expiry, callers wait for the next token. A quarter of the life where that is less. */
export const hardWindowMs = 5_000;
/** Between two calls for more life than a usable token has left; a quarter of a life where that is less. */
export const demandGapMs = 60_000;
/** Page events closer than this belong to one wake. */
export const wakeMs = 2_000;
/** A timer this late means that the machine slept. A hidden tab's timers are up to a minute late without that. */
export const lateTimerMs = 65_000;
/** Tries with an answer that cannot be understood before the store gives up. */
export const brokenTries = 3;
/** The clocks may part by this much before the SDK, which looks at the wall clock only, is told again. */
export const handOverDriftMs = 2_000;
/** How long the other tabs are given to answer whether they have a token. */
export const peerAnswerMs = 50;
/** A turn that comes within this time was nobody else's before. */
export const promptTurnMs = 10;
/**
 * What another tab says of a moment longer ago than this is too old: a frozen tab reads hours of messages when it
 * thaws.
 */
export const newsMs = 10_000;
/** How long a tab without a usable token waits for its turn to call. */
export const turnMs = 5_000;
/** A call that another tab began this shortly after a sign-out is of the session before: the clocks are rounded. */
export const sameMomentMs = 50;
/** A token of another tab has to live this much longer to take the place of the own one. */
export const fresherMs = 1_000;

// What chance does to a page's decisions: what the store does, and what it is compared with.

/** What the store's functions are given as `random`, for the number that was drawn. */
export interface Jitter {
  /** Whether a refresh after a moment that a crowd may share is spread over the whole time to the margin. */
  readonly spreads: boolean;
  /** Where such a refresh falls: 0 a tenth of the time to the margin, 1 the margin itself. */
  spread(random: number): number;
  /** How long before the margin any other refresh falls: 0 not at all, 1 a tenth of the margin. */
  refresh(random: number): number;
  /** 1 is the ceiling of the delay. */
  backoff(random: number): number;
  /** What is added to a `Retry-After`: 0 nothing. */
  hold(random: number): number;
}

/** The store. */
export const fullJitter: Jitter = {
  spreads: true,
  spread: (random) => random,
  refresh: (random) => random,
  backoff: (random) => random,
  hold: (random) => random,
};

/** The store with the same ladder, but each delay at its ceiling. */
export const delayAtCap: Jitter = { ...fullJitter, backoff: () => 1 };

/** Every refresh exactly a margin before expiry, every delay at its ceiling, every `Retry-After` to the second. */
export const noJitter: Jitter = {
  spreads: true,
  spread: () => 1,
  refresh: () => 0,
  backoff: () => 1,
  hold: () => 0,
};

/** What most clients with a jitter have: a little of it before the margin. */
export const tenthOfMargin: Jitter = { ...fullJitter, spreads: false };

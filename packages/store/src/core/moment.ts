// What a transition knows of the moment of its event. The core reads no clock and draws no chance itself.
import type { CoreAction } from './actions.js';
import type { Policy } from './policy.js';

/** The clocks, and one draw of chance, at the moment of an event. */
export interface Reading {
  /** Milliseconds on the pessimistic time line (see elapsed-clock.ts). Every instant in the core is on it. */
  readonly now: number;
  /** The monotonic clock in milliseconds. The floor and the budget of calls are counted on it, since it never jumps. */
  readonly monoMs: number;
  /** The page's wall clock in epoch milliseconds, for instants that are shown, and to notice that it was set. */
  readonly wallAt: number;
  /** Whether a caller waits for a token. */
  readonly awaited: boolean;
  /** Uniform in [0, 1). One draw is enough: where an event decides twice by it, the later instant counts. */
  readonly random: number;
}

/** A reading, the policy, and the list to which the transition adds what is to be done. */
export interface Moment extends Reading {
  readonly policy: Policy;
  readonly actions: CoreAction[];
}

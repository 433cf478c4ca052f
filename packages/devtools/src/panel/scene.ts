// What the views show: a store as it is now, as it was when the user paused, or a recording that was read back.
import type { TokenState } from '@mdh-tokens/store';
import type { Entry } from '../recording/entry.js';
import type { Timeline } from '../recording/timeline.js';

export interface Scene {
  /** Tells scenes of different stores and recordings apart. */
  readonly source: object;
  readonly name: string;
  /** `null` for a recording. */
  readonly state: TokenState | null;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  readonly timeline: Timeline;
  /** On the clock of the entries. */
  readonly now: number;
  /** Epoch milliseconds of the page's clock, with which the instants of a state are compared. */
  readonly wallNow: number;
}

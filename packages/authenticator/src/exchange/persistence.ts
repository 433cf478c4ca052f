// How often the same question is asked that has been answered with no: a few times at once, then ever more rarely.
import { LRUCache } from 'lru-cache';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';

/** Remembers refusals by key. Bounded, and forgetful: an old refusal counts for nothing. */
export interface Persistence {
  /** Whether it makes sense to ask again by now. */
  isDue(key: string): boolean;
  /** Notes that the answer was no. */
  refused(key: string): void;
}

/** Somebody who has just been enrolled, or whose page tries again, does not wait. */
const freeTries = 3;

const longestPauseMs = 60_000;

interface Refusals extends Instant {
  count: number;
}

/** After three refusals the pauses are 1 s, 2 s, 4 s and so on, up to a minute. */
export function createPersistence(): Persistence {
  const known = new LRUCache<string, Refusals>({ max: 10_000 });

  function ageOf(refusals: Refusals): number {
    return elapsedMs(refusals, readClocks());
  }

  return {
    isDue(key) {
      const refusals = known.get(key);
      if (refusals === undefined || refusals.count < freeTries) return true;
      return ageOf(refusals) >= Math.min(longestPauseMs, 1000 * 2 ** (refusals.count - freeTries));
    },
    refused(key) {
      const refusals = known.get(key);
      const before = refusals !== undefined && ageOf(refusals) < 2 * longestPauseMs ? refusals.count : 0;
      known.set(key, { ...readClocks(), count: before + 1 });
    },
  };
}

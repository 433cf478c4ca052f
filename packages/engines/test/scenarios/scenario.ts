// One scenario, the same in every engine.
import type { Surroundings } from '../../src/world/world.js';

export interface Scenario {
  readonly what: string;
  /** Runs when no other does: the others' pages would take its place in the back/forward cache. */
  readonly isAlone?: boolean;
  run(surroundings: Surroundings): Promise<void>;
}

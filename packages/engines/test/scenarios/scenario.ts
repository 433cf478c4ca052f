// One scenario, the same in every engine.
import type { Surroundings } from '../../src/world/world.js';

export interface Scenario {
  readonly what: string;
  run(surroundings: Surroundings): Promise<void>;
}

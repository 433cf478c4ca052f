// One scenario, the same in every engine.
import type { EngineName } from '../../src/drivers/browser.js';
import type { Surroundings } from '../../src/world/world.js';

export interface Scenario {
  readonly what: string;
  /**
   * Runs when no other does: the others' pages would take its place in the back/forward cache, and in Chromium a page
   * that is offline is told that it is online again when a page that shares its process is closed.
   */
  readonly isAlone?: boolean;
  /** Why it cannot be run in an engine. */
  readonly impossible?: Readonly<Partial<Record<EngineName, string>>>;
  run(surroundings: Surroundings): Promise<void>;
}

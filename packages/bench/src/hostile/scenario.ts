// A situation in which a page must not lose its token.
import type { Behaviour } from './world/behaviour.js';
import type { Stage } from './world/open-stage.js';

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** The life of a token. Default 600. */
  readonly lifeSeconds?: number;
  /** How far the page's clock is ahead of the true time. Default 0. */
  readonly clockAheadMs?: number;
  /** How many tabs the browser has. Default 1. */
  readonly tabs?: number;
  /** What the authenticator does, made anew for each run. Default: it answers. */
  readonly behaviour?: () => Behaviour;
  /** What is tested is how the first token comes: nothing for a client that gets it from a login. */
  readonly isAboutFirstToken?: boolean;
  /** What is tested is a second start: nothing for a client that an app makes once. */
  readonly isAboutMounting?: boolean;
  play(stage: Stage): Promise<void>;
}

// What one client is asked to do, and what it did.
import type { Cell } from './cell.js';
import type { Phases } from './phases.js';

export interface Task {
  readonly client: string;
  /** How many draws of chance each scenario is played with: 1 for a client that draws none. */
  readonly draws: number;
  /** The same for one tab alone, which others are compared with. */
  readonly drawsAlone: number;
  /** How many positions the phase run has. */
  readonly positions: number;
}

export interface Score {
  /** By scenario; `null` where it has no meaning for the client. */
  readonly cells: Readonly<Record<string, Cell | null>>;
  readonly phases: Phases;
  /** The most calls that one tab alone makes in an hour. */
  readonly callsAlone: number;
  /** Errors that nobody caught, over all scenarios. */
  readonly unhandledRejections: number;
}

// What one client did in one scenario.
import type { Tally } from './world/tally.js';

/** Calls of the authenticator are made "at once" where they follow the event within this time. */
const atOnceMs = 10_000;

export interface Cell extends Omit<Tally, 'authenticatorCallsMs'> {
  readonly authenticatorCalls: number;
  /** Of these, the ones made at the scenario's start or event itself. */
  readonly callsAtOnce: number;
}

export function cellOf({ authenticatorCallsMs, ...counted }: Tally): Cell {
  return {
    ...counted,
    authenticatorCalls: authenticatorCallsMs.length,
    callsAtOnce: authenticatorCallsMs.filter((atMs) => atMs < atOnceMs).length,
  };
}

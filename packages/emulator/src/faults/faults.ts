// The faults in force: switched on and off while the emulator runs.
import { mostSeconds, type EmulatorClock } from '../emulator-clock.js';
import { EmulatorError } from '../emulator-error.js';
import { decideFaults, type FaultDecision } from './decide-faults.js';
import type { Endpoint } from './endpoint.js';
import { readFault, type ActiveFault, type Fault } from './fault.js';

/** What can be made to go wrong while the emulator runs. */
export interface Faults {
  /**
   * Adds a fault. If several faults fit a call, the newest one that is not a `delay` decides, and every `delay` adds its
   * latency. The other faults do not count the call.
   *
   * @returns the fault in force, with the `id` by which it can be removed
   * @throws {EmulatorError} `invalid_option`
   */
  add(fault: Fault): ActiveFault;
  /** Removes one fault. Returns whether it was there. */
  remove(id: string): boolean;
  /** Removes all faults and sets the clock right. */
  clear(): void;
  /** The faults in force, oldest first. Those whose calls are used up are gone. */
  readonly active: readonly ActiveFault[];
  /**
   * How far the server's clock is ahead of the real one, in seconds; negative for behind. It moves the `Date` header,
   * the check of assertions and the dates of data. It does not shorten the lives of tokens.
   */
  clockOffsetSeconds: number;
}

/** The registry, with the one method that only the emulator calls. */
export interface FaultRegistry extends Faults {
  /** What happens to a call to `names`; counts the call. */
  take(names: readonly Endpoint[]): FaultDecision;
}

/** No faults yet. */
export function createFaults(clock: EmulatorClock): FaultRegistry {
  let active: readonly ActiveFault[] = [];
  let added = 0;
  return {
    add(fault) {
      const checked = readFault(fault);
      added += 1;
      const entry = {
        ...checked,
        endpoint: checked.endpoint ?? '*',
        id: `fault-${added}`,
        remainingCalls: checked.calls ?? null,
      } as ActiveFault;
      active = [...active, entry];
      return entry;
    },
    remove(id) {
      const before = active.length;
      active = active.filter((fault) => fault.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
      clock.offsetSeconds = 0;
    },
    get active() {
      return active;
    },
    get clockOffsetSeconds() {
      return clock.offsetSeconds;
    },
    set clockOffsetSeconds(seconds) {
      if (!(Math.abs(seconds) <= mostSeconds)) {
        throw new EmulatorError(
          'invalid_option',
          `clockOffsetSeconds is ${String(seconds)}, expected at most ${mostSeconds} either way`,
          'It is in seconds, for example 3600.',
        );
      }
      clock.offsetSeconds = seconds;
    },
    take(names) {
      const decision = decideFaults(active, names);
      active = decision.remaining;
      return decision;
    },
  };
}

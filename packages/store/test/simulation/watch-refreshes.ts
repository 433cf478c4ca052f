// What the store promises about refreshes: each call that leaves ends once, and `refresh()` is met by a later call only.
import type { CoreAction } from '../../src/core/actions.js';
import type { Want } from '../../src/core/verdict.js';
import type { SimulatedStore } from './simulated-store.js';
import { demand } from './violation.js';

export interface RefreshWatch {
  acted(action: CoreAction): void;
  called(flightId: number): void;
  /** The last call that has left. */
  lastFlightId(): number;
  /** @param before the last call that had left when the caller asked */
  waits(want: Want, before: number): void;
  served(want: Want | null): void;
  runEnded(): void;
}

export function createRefreshWatch(loop: () => SimulatedStore): RefreshWatch {
  /** Of the call that has left and has not been told to have ended. */
  let reason: string | null = null;
  let lastFlightId = 0;
  /** The last call that had left when the caller asked, by the watcher's own count. */
  const leftBefore = new WeakMap<Want, number>();

  return {
    acted(action) {
      if (action.type === 'notify-start') {
        demand(reason === null, 'a refresh that started has one end', () => `${reason} goes on`);
        ({ reason } = action);
      }
      if (!['notify-success', 'notify-failure', 'notify-needless'].includes(action.type)) return;
      demand(reason !== null, 'a refresh ends once', () => action.type);
      reason = null;
    },
    called(flightId) {
      lastFlightId = flightId;
    },
    lastFlightId: () => lastFlightId,
    waits(want, before) {
      leftBefore.set(want, before);
    },
    served(want) {
      if (want?.kind !== 'refresh') return;
      const { landed } = loop().core();
      // Unknown: it is served at once, by a call that has ended before it asked.
      const before = leftBefore.get(want) ?? lastFlightId;
      demand(
        landed !== null && landed.flightId > before,
        'refresh() is met by a call that left after it',
        () => `call ${landed?.flightId} landed, ${before} had left before`,
      );
    },
    runEnded() {
      reason = null;
    },
  };
}

// How far the store's time line may be from true time since a moment, by nobody's fault.
import type { Device } from './device.js';

/** A moment of true time, and what had happened to the clocks by then. */
export interface Mark {
  readonly trueMs: number;
  readonly forwardMs: number;
  readonly hiddenMs: number;
  readonly moves: number;
}

export interface TimeMarks {
  mark(): Mark;
  /** The most that can seem to have passed: a clock that was set forward makes the store think it later. */
  mostSince(mark: Mark): number;
  /** How much later than the store thinks it may be: what the clocks cannot show, and a tick for each anchor. */
  behindSince(mark: Mark): number;
}

export function createTimeMarks(device: Device, anchorMoves: () => number): TimeMarks {
  function ticksMs(mark: Mark): number {
    return Math.max(device.resolutionMs, 1) * (anchorMoves() - mark.moves + 2);
  }

  return {
    mark: () => ({
      trueMs: device.trueMs(),
      forwardMs: device.forwardMs(),
      hiddenMs: device.hiddenMs(),
      moves: anchorMoves(),
    }),
    mostSince(mark) {
      return device.trueMs() - mark.trueMs + device.forwardMs() - mark.forwardMs + ticksMs(mark);
    },
    behindSince: (mark) => device.hiddenMs() - mark.hiddenMs + ticksMs(mark),
  };
}

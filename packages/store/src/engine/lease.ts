// Holds on a store: the first starts it, the last one released stops it.
import type { Platform } from '../platform/platform.js';

/** The store that is held. */
export interface LeaseHost {
  readonly platform: Platform;
  start(): void;
  stop(): void;
}

export class Lease {
  private holders = 0;
  /** Whether the last hold has just been released, and nothing else has stopped the store since. */
  isReleased = false;

  constructor(private readonly host: LeaseHost) {}

  /** A new hold in the same turn of the event loop cancels a release: a remount makes no second call. */
  hold(): () => void {
    this.holders += 1;
    if (this.isReleased) this.isReleased = false;
    else if (this.holders === 1) this.host.start();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.holders -= 1;
      if (this.holders === 0) this.release();
    };
  }

  /** Carries out a release that is pending: another store wants what this one supplies. */
  giveWay(): void {
    if (this.isReleased) this.host.stop();
  }

  private release(): void {
    this.isReleased = true;
    this.host.platform.inMicrotask(() => this.giveWay());
  }
}

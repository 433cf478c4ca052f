// Time that passes only when a test says so.

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly task: () => void;
}

/** Long enough for every chain of promises that a step of the store begins. */
const microtasksAStep = 25;

/** The two clocks of a device, and its timers. Durations are milliseconds. */
export class VirtualClock {
  private monoMs = 0;
  private wallOffsetMs: number;
  private timers: Timer[] = [];
  private armed = 0;

  /** @param startsAt the wall clock at the beginning, in epoch milliseconds */
  constructor(startsAt: number = Date.UTC(2026, 0, 1)) {
    this.wallOffsetMs = startsAt;
  }

  /** The wall clock, in epoch milliseconds. */
  now(): number {
    return Math.floor(this.monoMs + this.wallOffsetMs);
  }

  monotonicMs(): number {
    return this.monoMs;
  }

  /** Runs a task once, after a delay. @returns calls it off */
  setTimer(delayMs: number, task: () => void): () => void {
    const timer = { atMs: this.monoMs + Math.max(delayMs, 0), order: (this.armed += 1), task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass: timers fire in order, and what they cause is settled before the next one. */
  async advance(ms: number): Promise<void> {
    const endMs = this.monoMs + ms;
    await settleMicrotasks();
    for (let next = this.takeNext(endMs); next !== undefined; next = this.takeNext(endMs)) {
      this.monoMs = Math.max(this.monoMs, next.atMs);
      next.task();
      await settleMicrotasks();
    }
    this.monoMs = endMs;
    await settleMicrotasks();
  }

  /** The device sleeps: the wall clock goes on, the monotonic clock and all timers stand still. */
  sleep(ms: number): void {
    this.wallOffsetMs += ms;
  }

  /** Somebody sets the wall clock. */
  setBy(ms: number): void {
    this.wallOffsetMs += ms;
  }

  private takeNext(endMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) {
      const isSooner = next === undefined || timer.atMs < next.atMs;
      if (timer.atMs <= endMs && (isSooner || (timer.atMs === next?.atMs && timer.order < next.order))) {
        next = timer;
      }
    }
    if (next !== undefined) this.timers = this.timers.filter((other) => other !== next);
    return next;
  }
}

async function settleMicrotasks(): Promise<void> {
  for (let turn = 0; turn < microtasksAStep; turn++) await Promise.resolve();
}

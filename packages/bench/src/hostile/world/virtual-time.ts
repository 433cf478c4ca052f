// Time for a page: passes at once, stands still while the machine sleeps, and has a wall clock that can be set.
import { setImmediate } from 'node:timers/promises';
import { install } from '@sinonjs/fake-timers';

/** A whole second, so that a token's `exp` starts exact. */
const startsAt = Date.UTC(2026, 0, 1);

export interface VirtualTime {
  /** What has truly passed since the start: goes on while the machine sleeps, whatever the wall clock says. */
  trueMs(): number;
  /** The true time of day, which servers know. */
  trueNow(): number;
  /** Runs everything that is due before `ms` have passed. */
  pass(ms: number): Promise<void>;
  /** The wall clock goes on; timers and the monotonic clock stand still. */
  sleep(ms: number): void;
  setWallClock(byMs: number): void;
  end(): void;
}

/** @param wallAheadMs how far the page's wall clock is ahead of the true time */
export function startVirtualTime(wallAheadMs = 0): VirtualTime {
  const clock = install({
    now: startsAt + wallAheadMs,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const startedMs = performance.now();
  let sleptMs = 0;
  const trueMs = () => performance.now() - startedMs + sleptMs;
  const setWallClock = (byMs: number) => clock.setSystemTime(Date.now() + byMs);

  return {
    trueMs,
    trueNow: () => startsAt + trueMs(),
    async pass(ms) {
      const over = new AbortController();
      setTimeout(() => over.abort(), ms);
      while (!over.signal.aborted) {
        // What was promised settles between two timers.
        await setImmediate();
        clock.next();
      }
    },
    sleep(ms) {
      sleptMs += ms;
      setWallClock(ms);
    },
    setWallClock,
    end: () => clock.uninstall(),
  };
}

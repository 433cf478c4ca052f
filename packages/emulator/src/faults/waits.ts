// Waits that end early: when the caller gives up, or when the emulator is closed.

export interface Waits {
  /** Resolves after `ms`, or as soon as the signal aborts or `endAll` is called. With `null` only those two end it. */
  pause(ms: number | null, signal: AbortSignal): Promise<void>;
  /** Ends every wait. Later waits end at once. */
  endAll(): void;
}

/** Keeps a set of waits. One shared signal would do as well, but Node warns of a leak if many listen to one. */
export function createWaits(): Waits {
  const ends = new Set<() => void>();
  let hasEnded = false;
  return {
    pause(ms, signal) {
      return new Promise((resolve) => {
        if (hasEnded || signal.aborted) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          ends.delete(end);
          resolve();
        };
        const timer = ms === null ? undefined : setTimeout(end, ms);
        signal.addEventListener('abort', end);
        ends.add(end);
      });
    },
    endAll() {
      hasEnded = true;
      for (const end of ends) end();
    },
  };
}

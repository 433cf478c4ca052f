// Waiting that ends early when nobody waits any more.

export interface Waits {
  /** Resolves after `ms`, or at once when the signal aborts or all waits end. Without `ms` it waits for those alone. */
  pause(ms: number | null, signal: AbortSignal): Promise<void>;
  /** Ends every wait, those to come too. */
  endAll(): void;
}

/** A set of its own, not a signal that all wait for: Node warns of a leak where many listen to one. */
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

// Concurrent callers share one call, where the runtime lets one request wait for another's work.
import { sharesWork } from '#platform';
import { elapsedMs, readClocks, type Instant } from './platform/clock.js';

/** Runs `start` unless a call for the same key is under way that can be joined: then its outcome is shared. */
export type SingleFlight<T> = (key: string, start: () => Promise<T>) => Promise<T>;

/** How flights are shared. */
export interface SingleFlightOptions {
  /**
   * A flight is joined for this long. Whoever joins later would have too little time left of its own: half of what a
   * caller waits for. A flight that was frozen with its process is not joined after the thaw, either.
   */
  joinMs: number;
  /** Told when a caller joins. */
  onJoin?: (() => void) | undefined;
}

/** On Workers every caller flies alone: see `sharesWork`. */
export function createSingleFlight<T>({ joinMs, onJoin }: SingleFlightOptions): SingleFlight<T> {
  if (!sharesWork()) return (_key, start) => start();
  const flights = new Map<string, { promise: Promise<T>; since: Instant }>();
  return (key, start) => {
    const current = flights.get(key);
    if (current !== undefined && elapsedMs(current.since, readClocks()) < joinMs) {
      onJoin?.();
      return current.promise;
    }
    const flight = { promise: start(), since: readClocks() };
    flights.set(key, flight);
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.promise.then(land, land);
    return flight.promise;
  };
}

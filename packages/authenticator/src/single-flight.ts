// Concurrent callers share one call.
import { elapsedMs, readClocks, type Instant } from './platform/clock.js';

/** Runs `start` unless a call for the same key is under way, whose outcome is then shared. */
export type SingleFlight<T> = (key: string, start: () => Promise<T>) => Promise<T>;

/**
 * @param maxMs a call older than this is given up for lost and no longer joined: edge runtimes drop the work of a
 *   request that went away without settling its promises
 */
export function createSingleFlight<T>(maxMs: number): SingleFlight<T> {
  const flights = new Map<string, { promise: Promise<T>; since: Instant }>();
  return (key, start) => {
    const current = flights.get(key);
    if (current !== undefined && elapsedMs(current.since, readClocks()) < maxMs) return current.promise;
    const flight = { promise: start(), since: readClocks() };
    flights.set(key, flight);
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.promise.then(land, land);
    return flight.promise;
  };
}

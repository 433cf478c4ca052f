// One bound for a whole request, whatever its steps add up to.
import { elapsedMs, readClocks } from '../platform/clock.js';

/** What is left of a request's time. Milliseconds, at least 1. */
export type Deadline = () => number;

/** A page gives up after 10 s: nobody waits for what comes later. */
const wholeRequestMs = 10_000;

/** Starts the time of one request. */
export function startDeadline(): Deadline {
  const since = readClocks();
  return () => Math.max(1, wholeRequestMs - elapsedMs(since, readClocks()));
}

// One bound for what a request waits for before its exchange, body and session together. The exchange has one of its own.
import { elapsedMs, readClocks } from '../platform/clock.js';

/** What is left of that time. Milliseconds, at least 1. */
export type Deadline = () => number;

/** A page gives up after 10 s: nobody waits for what comes later. */
const bodyAndSessionMs = 10_000;

/** Starts the time of one request. */
export function startDeadline(): Deadline {
  const since = readClocks();
  return () => Math.max(1, bodyAndSessionMs - elapsedMs(since, readClocks()));
}

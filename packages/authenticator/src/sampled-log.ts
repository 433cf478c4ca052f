// A log that a stranger cannot fill: of lines that repeat, the first few of each minute are written, and how many were left out.
import type { LogFields } from './logger.js';
import { elapsedMs, readClocks, type Instant } from './platform/clock.js';

/** Gives the fields of a line with what it stands for, or `null` where the line is left out. */
export type SampledLog = (kind: string, fields: LogFields) => LogFields | null;

const minuteMs = 60_000;

/** Enough to see that it repeats, and from where. */
const linesPerMinute = 10;

/** Kinds are ours, and few. */
const mostKinds = 100;

/** Counts by kind. */
export function createSampledLog(): SampledLog {
  const minutes = new Map<string, { since: Instant; lines: number }>();
  return (kind, fields) => {
    const minute = minutes.get(kind);
    const now = readClocks();
    if (minute !== undefined && elapsedMs(minute.since, now) < minuteMs) {
      minute.lines += 1;
      return minute.lines <= linesPerMinute ? fields : null;
    }
    if (minutes.size >= mostKinds) minutes.clear();
    minutes.set(kind, { since: now, lines: 1 });
    const leftOut = Math.max(0, (minute?.lines ?? 0) - linesPerMinute);
    return leftOut === 0 ? fields : { ...fields, linesLeftOut: leftOut };
  };
}

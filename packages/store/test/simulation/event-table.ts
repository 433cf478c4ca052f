// How often each published status met each event: a run that only idles shows.
import type { CoreEvent } from '../../src/core/events.js';
import type { TokenState } from '../../src/core/snapshot.js';

type Status = TokenState['status'];
type EventType = CoreEvent['type'];

export type EventTable = Record<Status, Record<string, number>>;

const statuses: readonly Status[] = [
  'idle',
  'acquiring',
  'active',
  'degraded',
  'expired',
  'hosted',
  'signed-out',
  'denied',
  'failed',
  'stopped',
];
const liveEvents: readonly EventType[] = [
  'answered',
  'call-failed',
  'timer',
  'hint',
  'wake',
  'online',
  'offline',
  'ask',
  'wait',
  'refused',
  'called',
  'stop',
  'sign-out',
];
/** After the end of a run: calls that land late, callers, hints, and the way out. */
const endedEvents: readonly EventType[] = ['answered', 'call-failed', 'ask', 'start'];

const expected: Readonly<Record<Status, readonly EventType[]>> = {
  idle: ['start', 'ask', 'stop'],
  acquiring: ['deferred', ...liveEvents],
  active: ['deferred', ...liveEvents],
  degraded: ['deferred', ...liveEvents],
  expired: ['deferred', ...liveEvents],
  hosted: ['start', 'ask', 'sign-out'],
  'signed-out': endedEvents,
  denied: endedEvents,
  failed: endedEvents,
  stopped: ['deferred', ...endedEvents],
};

export function createEventTable(): EventTable {
  return Object.fromEntries(statuses.map((status) => [status, {}])) as EventTable;
}

export function count(table: EventTable, status: Status, event: EventType): void {
  const row = table[status];
  row[event] = (row[event] ?? 0) + 1;
}

/** The cells that a run must have met and has not, as "status x event". */
export function emptyCells(table: EventTable): string[] {
  return statuses.flatMap((status) =>
    expected[status].filter((event) => !table[status][event]).map((event) => `${status} x ${event}`),
  );
}

/** One row for each event, one column for each status. */
export function printTable(table: EventTable): string {
  const events = [...new Set(statuses.flatMap((status) => Object.keys(table[status])))].toSorted();
  const width = 11;
  const rows = events.map((event) =>
    [
      event.padEnd(width),
      ...statuses.map((status) => String(table[status][event] ?? '').padStart(width)),
    ].join(' '),
  );
  return [
    ['event'.padEnd(width), ...statuses.map((status) => status.padStart(width))].join(' '),
    ...rows,
  ].join('\n');
}

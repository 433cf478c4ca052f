// PURE: how long each sleep stage lasted, night by night.
import type { DeviceDataV2Point } from './device-data-v2.js';

/** The time in one stage of one night. */
export interface DailySleep {
  participantID: string;
  participantIdentifier: string;
  namespace: DeviceDataV2Point['namespace'];
  type: string;
  /** The local date of the morning. */
  date: string;
  /** The stage. */
  value: string;
  /** `hh:mm:ss`. */
  duration: string;
}

/** Adds up the stages, in the order in which they are first met. */
export function summarizeNights(points: readonly DeviceDataV2Point[]): DailySleep[] {
  const summaries = new Map<string, { first: DeviceDataV2Point; ms: number }>();
  for (const point of points) {
    const key = `${morningOf(point)}:${point.value}`;
    const ms = Date.parse(point.observationDate) - Date.parse(point.startDate);
    summaries.set(key, { first: point, ms: ms + (summaries.get(key)?.ms ?? 0) });
  }
  return [...summaries.values()].map(({ first, ms }) => ({
    participantID: first.participantID,
    participantIdentifier: first.participantIdentifier,
    namespace: first.namespace,
    type: first.type,
    date: `${morningOf(first)}T00:00:00${first.observationDateOffset}`,
    value: first.value,
    duration: toDuration(ms),
  }));
}

/** A night that begins before midnight belongs to the morning after: six hours on, both halves have its date. */
function morningOf(point: DeviceDataV2Point): string {
  const local = Date.parse(`${point.observationDate.slice(0, 19)}Z`);
  return new Date(local + 6 * 3_600_000).toISOString().slice(0, 10);
}

function toDuration(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

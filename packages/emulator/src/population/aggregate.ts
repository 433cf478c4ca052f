// PURE: device data summed up over intervals of the participant's local time.
import type { DeviceDataV2Point } from './device-data-v2.js';
import { offsetMs, toIso } from './scene.js';

export const intervalTypes = ['Minutes', 'Hours', 'Days', 'Weeks', 'Months'] as const;
export const aggregateFunctions = ['sum', 'avg', 'count', 'min', 'max'] as const;

/** What is asked for. */
export interface Aggregation {
  amount: number;
  type: (typeof intervalTypes)[number];
  functions: readonly (typeof aggregateFunctions)[number][];
}

/** One interval that holds data. */
export interface DeviceDataV2Aggregate {
  participantID: string;
  participantIdentifier: string;
  namespace: DeviceDataV2Point['namespace'];
  type: string;
  /** The start of the interval. */
  date: string;
  statistics: Record<string, number>;
}

const unitMs = { Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000, Weeks: 7 * 86_400_000 };
/** Intervals are counted from a Monday. */
const mondayMs = Date.UTC(2024, 0, 1);

/** Groups the points by the interval in which they start; values that are no numbers are left out. */
export function aggregate(
  points: readonly DeviceDataV2Point[],
  { functions, ...interval }: Aggregation,
): DeviceDataV2Aggregate[] {
  const groups = new Map<string, { first: DeviceDataV2Point; values: number[] }>();
  for (const point of points) {
    const value = Number(point.value);
    if (!Number.isFinite(value)) continue;
    const date = intervalStart(point, interval);
    const group = groups.get(date) ?? { first: point, values: [] };
    group.values.push(value);
    groups.set(date, group);
  }
  return [...groups].map(([date, { first, values }]) => ({
    participantID: first.participantID,
    participantIdentifier: first.participantIdentifier,
    namespace: first.namespace,
    type: first.type,
    date,
    statistics: Object.fromEntries(functions.map((name) => [name, compute[name](values)])),
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const compute: Record<(typeof aggregateFunctions)[number], (values: readonly number[]) => number> = {
  sum,
  avg: (values) => sum(values) / values.length,
  count: (values) => values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
};

function intervalStart(point: DeviceDataV2Point, { amount, type }: Omit<Aggregation, 'functions'>): string {
  const offset = point.startDateOffset;
  const local = Date.parse(point.startDate) + offsetMs(offset);
  const start = type === 'Months' ? monthStart(local, amount) : spanStart(local, amount * unitMs[type]);
  return toIso(start - offsetMs(offset), offset);
}

function spanStart(local: number, span: number): number {
  return mondayMs + Math.floor((local - mondayMs) / span) * span;
}

function monthStart(local: number, amount: number): number {
  const date = new Date(local);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const first = Math.floor(months / amount) * amount;
  return Date.UTC(Math.floor(first / 12), first % 12, 1);
}

// Puts a reading into a participant's data: a new point, or an update of the one with the same natural key.
import type { DeviceDataPoint } from './device-data.js';
import type { DeviceDataV2Point } from './device-data-v2.js';
import type { ParticipantData } from './participant-data.js';
import type { Reading, ReadingV1, ReadingV2 } from './reading.js';
import { toIso } from './scene.js';

/**
 * Adds a reading. A point is the same if its type, identifier, start date and observation date are the same, absent ones
 * included (MyDataHelpsKit-iOS, DeviceData.swift): it is then updated and keeps its ID.
 */
export function addReading(data: ParticipantData, reading: Reading): DeviceDataPoint | DeviceDataV2Point {
  return reading.version === 2 ? addV2(data, reading) : addV1(data, reading);
}

function addV1(data: ParticipantData, { version: _version, ...reading }: ReadingV1): DeviceDataPoint {
  const before = data.deviceData.find(
    (known) =>
      known.namespace === reading.namespace &&
      known.type === reading.type &&
      known.identifier === reading.identifier &&
      isSameDate(known.startDate, reading.startDate) &&
      isSameDate(known.observationDate, reading.observationDate),
  );
  const now = toIso(data.scene.clock());
  const point: DeviceDataPoint = {
    ...reading,
    ...data.scene.owner,
    id: before?.id ?? data.scene.guid(`reading:${keyOf(reading)}`),
    insertedDate: before?.insertedDate ?? now,
    modifiedDate: now,
  };
  // The newest change comes last, so that it is the first of those with the same date.
  data.deviceData = [...data.deviceData.filter((known) => known !== before), point];
  return point;
}

function addV2(data: ParticipantData, { version: _version, ...reading }: ReadingV2): DeviceDataV2Point {
  const identifier = reading.identifier ?? keyOf(reading);
  const startDate = reading.startDate ?? reading.observationDate;
  const before = data.deviceDataV2.find(
    (known) =>
      known.namespace === reading.namespace &&
      known.type === reading.type &&
      known.identifier === identifier &&
      isSameDate(known.startDate, startDate) &&
      isSameDate(known.observationDate, reading.observationDate),
  );
  const now = toIso(data.scene.clock());
  const point: DeviceDataV2Point = {
    units: '',
    properties: {},
    dataSource: { sourceName: reading.namespace },
    ...reading,
    ...data.scene.owner,
    identifier,
    startDate,
    startDateOffset: offsetIn(startDate),
    observationDateOffset: offsetIn(reading.observationDate),
    id: before?.id ?? data.scene.guid(`reading:v2:${keyOf(reading)}`),
    insertedDate: before?.insertedDate ?? now,
    modifiedDate: now,
  };
  data.deviceDataV2 = [...data.deviceDataV2.filter((known) => known !== before), point];
  return point;
}

function keyOf({
  namespace,
  type,
  identifier,
  startDate,
  observationDate,
}: Omit<ReadingV1, 'version'> | Omit<ReadingV2, 'version'>): string {
  return [namespace, type, identifier, startDate, observationDate].map((part) => part ?? '').join('|');
}

/** The same instant, however its offset is written; both absent is the same, too. */
function isSameDate(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Date.parse(one) === Date.parse(other);
}

function offsetIn(date: string): string {
  return /[+-]\d\d:\d\d$/.exec(date)?.[0] ?? '+00:00';
}

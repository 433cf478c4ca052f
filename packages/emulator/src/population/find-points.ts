// A participant's device data: what the sources tell of the days, and what was added.
import { isTold, type DataCollectionSettings } from './data-collection.js';
import type { Day } from './days.js';
import { generateDeviceData, type DeviceDataNamespace, type DeviceDataPoint } from './device-data.js';
import {
  generateDeviceDataV2,
  type DeviceDataV2Namespace,
  type DeviceDataV2Point,
} from './device-data-v2.js';
import type { ParticipantData } from './participant-data.js';
import { dayMs } from './scene.js';

/** An open interval of observation dates, epoch milliseconds. */
export interface ObservedBetween {
  after?: number | undefined;
  before?: number | undefined;
}

/** The points of version 1 of one source. @param types those that are wanted; all without it */
export function findPoints(
  data: ParticipantData,
  settings: DataCollectionSettings,
  wanted: { namespace: DeviceDataNamespace; types?: readonly string[] | undefined } & ObservedBetween,
): DeviceDataPoint[] {
  const { namespace, types } = wanted;
  const added = data.deviceData.filter(
    (point) => point.namespace === namespace && (types === undefined || types.includes(point.type)),
  );
  if (!isTold(namespace, settings, data.externalAccounts)) return added;
  const told = generateDeviceData(data.scene, daysAround(data, wanted), namespace, types);
  return [...told.filter(({ id }) => !data.deletedPoints.has(id)), ...added];
}

/** The points of version 2 of one source and type. */
export function findPointsV2(
  data: ParticipantData,
  settings: DataCollectionSettings,
  wanted: { namespace: DeviceDataV2Namespace; type: string } & ObservedBetween,
): DeviceDataV2Point[] {
  const { namespace, type } = wanted;
  const added = data.deviceDataV2.filter((point) => point.namespace === namespace && point.type === type);
  if (!isTold(namespace, settings, data.externalAccounts)) return added;
  return [...generateDeviceDataV2(data.scene, daysAround(data, wanted), namespace, type), ...added];
}

/** The days that may have points in the interval: one observed at midnight belongs to the day before. */
function daysAround(data: ParticipantData, { after, before }: ObservedBetween): readonly Day[] {
  return data.days.filter(
    ({ startsAt }) =>
      (after === undefined || startsAt + 2 * dayMs > after) &&
      (before === undefined || startsAt - dayMs < before),
  );
}

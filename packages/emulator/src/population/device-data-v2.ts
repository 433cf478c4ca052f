// Device data, version 2: hours of steps, heart rates, and the stages of each night.
import { arrivalOf, type Day } from './days.js';
import { dayMs, hourMs, minuteMs, toIso, type Scene } from './scene.js';

export const deviceDataV2Namespaces = [
  'Fitbit',
  'AppleHealth',
  'Garmin',
  'Dexcom',
  'HealthConnect',
  'Oura',
  'GoogleHealth',
] as const;

/** A namespace of version 2. */
export type DeviceDataV2Namespace = (typeof deviceDataV2Namespaces)[number];

/** A data point, version 2. */
export interface DeviceDataV2Point {
  id: string;
  participantID: string;
  participantIdentifier: string;
  namespace: DeviceDataV2Namespace;
  type: string;
  identifier: string;
  value: string;
  units: string;
  startDate: string;
  startDateOffset: string;
  observationDate: string;
  observationDateOffset: string;
  insertedDate: string;
  modifiedDate: string;
  properties: Record<string, string>;
  dataSource: Record<string, string>;
}

interface Kind {
  namespace: DeviceDataV2Namespace;
  type: string;
  units: string;
  measure: 'steps' | 'heart-rate' | 'sleep';
}

const kinds: readonly Kind[] = [
  { namespace: 'Fitbit', type: 'Steps', units: 'steps', measure: 'steps' },
  { namespace: 'Fitbit', type: 'Resting Heart Rate', units: 'bpm', measure: 'heart-rate' },
  { namespace: 'Fitbit', type: 'Sleep', units: '', measure: 'sleep' },
  { namespace: 'AppleHealth', type: 'Steps', units: 'count', measure: 'steps' },
  { namespace: 'AppleHealth', type: 'Resting Heart Rate', units: 'count/min', measure: 'heart-rate' },
  { namespace: 'AppleHealth', type: 'Sleep Analysis', units: '', measure: 'sleep' },
  { namespace: 'HealthConnect', type: 'steps', units: 'count', measure: 'steps' },
  { namespace: 'HealthConnect', type: 'resting-heart-rate', units: 'bpm', measure: 'heart-rate' },
  { namespace: 'HealthConnect', type: 'sleep', units: '', measure: 'sleep' },
];

/** The types there is data for. */
export const deviceDataV2Types: readonly Pick<Kind, 'namespace' | 'type'>[] = kinds.map(
  ({ namespace, type }) => ({
    namespace,
    type,
  }),
);

/** The data points of all days of one namespace and type; none where there is no such data. */
export function generateDeviceDataV2(
  scene: Scene,
  days: readonly Day[],
  namespace: DeviceDataV2Namespace,
  type: string,
): DeviceDataV2Point[] {
  const kind = kinds.find((known) => known.namespace === namespace && known.type === type);
  if (kind === undefined) return [];
  return days.flatMap((day) =>
    measurementsOf(kind, day).map((measurement) => toPoint(scene, day, kind, measurement)),
  );
}

interface Measurement {
  from: number;
  to: number;
  value: string;
}

function measurementsOf({ measure }: Kind, day: Day): Measurement[] {
  if (measure === 'sleep') return nightOf(day);
  if (measure === 'heart-rate') {
    return [{ from: day.startsAt, to: day.startsAt + dayMs, value: String(day.restingHeartRate) }];
  }
  return day.stepsByHour.map(({ hour, steps }) => {
    const from = day.startsAt + hour * hourMs;
    return { from, to: from + hourMs, value: String(steps) };
  });
}

/** The stages one after the other, up to a rising at half past six. */
function nightOf(day: Day): Measurement[] {
  const { light, deep, rem, awake } = day.sleepMinutes;
  const stages: [string, number][] = [
    ['light', Math.floor(light / 2)],
    ['deep', deep],
    ['rem', rem],
    ['wake', awake],
    ['light', light - Math.floor(light / 2)],
  ];
  const total = stages.reduce((sum, [, minutes]) => sum + minutes, 0);
  let from = day.startsAt + 6.5 * hourMs - total * minuteMs;
  return stages.map(([value, minutes]) => {
    const stage = { from, to: from + minutes * minuteMs, value };
    from = stage.to;
    return stage;
  });
}

function toPoint(scene: Scene, day: Day, kind: Kind, { from, to, value }: Measurement): DeviceDataV2Point {
  const name = `v2:${kind.namespace}:${kind.type}:${from}`;
  const arrived = toIso(arrivalOf(day));
  return {
    id: scene.guid(name),
    ...scene.owner,
    namespace: kind.namespace,
    type: kind.type,
    identifier: scene.guid(`${name}:identifier`),
    value,
    units: kind.units,
    startDate: toIso(from, day.offset),
    startDateOffset: day.offset,
    observationDate: toIso(to, day.offset),
    observationDateOffset: day.offset,
    insertedDate: arrived,
    modifiedDate: arrived,
    properties: { recordingMethod: 'automatic' },
    dataSource: { sourceName: kind.namespace, deviceModel: 'Emulated Band 2' },
  };
}

// Device data, version 1: one value a day and type, and what apps persist themselves.
import { arrivalOf, type Day } from './days.js';
import { dayMs, hourMs, toIso, type Scene } from './scene.js';

export const deviceDataNamespaces = [
  'Project',
  'Fitbit',
  'AppleHealth',
  'GoogleFit',
  'AirNowApi',
  'WeatherBit',
  'Garmin',
  'Omron',
] as const;

/** A data point, version 1. */
export interface DeviceDataPoint {
  id: string;
  namespace: (typeof deviceDataNamespaces)[number];
  identifier?: string;
  type: string;
  value: string;
  participantID: string;
  participantIdentifier: string;
  units?: string;
  properties?: Record<string, unknown>;
  source?: { identifier: string; properties?: Record<string, unknown> };
  startDate?: string;
  observationDate?: string;
  insertedDate: string;
  modifiedDate: string;
}

/** The types there is data for. */
export const deviceDataTypes: readonly Pick<DeviceDataPoint, 'namespace' | 'type'>[] = [
  { namespace: 'Fitbit', type: 'Steps' },
  { namespace: 'Fitbit', type: 'RestingHeartRate' },
  { namespace: 'Fitbit', type: 'SleepLevelDeep' },
  { namespace: 'Fitbit', type: 'SleepLevelLight' },
  { namespace: 'Fitbit', type: 'SleepLevelRem' },
  { namespace: 'AppleHealth', type: 'HourlySteps' },
  { namespace: 'AppleHealth', type: 'RestingHeartRate' },
];

/** The data points of all days. */
export function generateDeviceData(scene: Scene, days: readonly Day[]): DeviceDataPoint[] {
  return days.flatMap((day) => [...fitbitDay(scene, day), ...appleHealthDay(scene, day)]);
}

function fitbitDay(scene: Scene, day: Day): DeviceDataPoint[] {
  const daily = (type: string, value: number, units: string): DeviceDataPoint =>
    point(scene, day, { namespace: 'Fitbit', type, units }, value, {
      from: day.startsAt,
      to: day.startsAt + dayMs,
    });
  return [
    daily('Steps', day.steps, 'steps'),
    daily('RestingHeartRate', day.restingHeartRate, 'bpm'),
    daily('SleepLevelDeep', day.sleepMinutes.deep, 'minutes'),
    daily('SleepLevelLight', day.sleepMinutes.light, 'minutes'),
    daily('SleepLevelRem', day.sleepMinutes.rem, 'minutes'),
  ];
}

function appleHealthDay(scene: Scene, day: Day): DeviceDataPoint[] {
  const hours = day.stepsByHour.map(({ hour, steps }) => {
    const from = day.startsAt + hour * hourMs;
    const kind = { namespace: 'AppleHealth', type: 'HourlySteps', units: 'count' } as const;
    return point(scene, day, kind, steps, { from, to: from + hourMs });
  });
  const heart = { namespace: 'AppleHealth', type: 'RestingHeartRate', units: 'count/min' } as const;
  const span = { from: day.startsAt, to: day.startsAt + dayMs };
  return [...hours, point(scene, day, heart, day.restingHeartRate, span)];
}

function point(
  scene: Scene,
  day: Day,
  kind: Pick<DeviceDataPoint, 'namespace' | 'type'> & { units: string },
  value: number,
  span: { from: number; to: number },
): DeviceDataPoint {
  const arrived = toIso(arrivalOf(day));
  const name = `${kind.namespace}:${kind.type}:${span.from}`;
  return {
    id: scene.guid(name),
    ...kind,
    ...scene.owner,
    identifier: `${kind.type}-${toIso(span.from, day.offset).slice(0, 13)}`,
    value: String(value),
    source: { identifier: kind.namespace === 'Fitbit' ? 'fitbit' : 'com.apple.health' },
    startDate: toIso(span.from, day.offset),
    observationDate: toIso(span.to, day.offset),
    insertedDate: arrived,
    modifiedDate: arrived,
  };
}

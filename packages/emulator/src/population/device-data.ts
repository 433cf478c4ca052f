// Device data, version 1: what each source tells of the days, in its own words.
import { arrivalOf, type Day } from './days.js';
import {
  airQuality,
  bloodPressure,
  glucose,
  ofDay,
  ofNight,
  propertiesOfDay,
  stepsByHalfHour,
  stepsByHour,
  type Measure,
  type Measurement,
} from './measurements.js';
import { toIso, type Scene } from './scene.js';

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

/** A namespace of version 1. `Project` is what apps persist themselves. */
export type DeviceDataNamespace = (typeof deviceDataNamespaces)[number];

/** A data point, version 1. */
export interface DeviceDataPoint {
  id: string;
  namespace: DeviceDataNamespace;
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

interface Kind {
  namespace: DeviceDataNamespace;
  type: string;
  units?: string;
  measure: Measure;
}

/** The device itself, as it was last seen. */
const fitbitDevice: Measure = (day) => [
  { from: day.until, to: day.until, value: 'Charge 6', properties: { Type: 'TRACKER', Battery: 'High' } },
];

const garminDay = propertiesOfDay(
  ({ steps }) => steps,
  ({ steps, restingHeartRate, activeMinutes }) => ({
    Steps: steps,
    DistanceInMeters: Math.round(steps * 0.75),
    FloorsClimbed: 4,
    ActiveKilocalories: Math.round(steps * 0.045),
    BmrKilocalories: 1650,
    ActiveTimeInSeconds: activeMinutes * 60,
    RestingHeartRateInBeatsPerMinute: restingHeartRate,
    MinHeartRateInBeatsPerMinute: restingHeartRate - 4,
    AverageHeartRateInBeatsPerMinute: restingHeartRate + 12,
    MaxHeartRateInBeatsPerMinute: restingHeartRate + 71,
    AverageStressLevel: 31,
    MaxStressLevel: 78,
  }),
);

const garminNight = ofNight(
  ({ deep, light, rem }) => (deep + light + rem) * 60,
  ({ deep, light, rem, awake }) => ({
    DurationInSeconds: (deep + light + rem) * 60,
    DeepSleepDurationInSeconds: deep * 60,
    LightSleepDurationInSeconds: light * 60,
    RemSleepInSeconds: rem * 60,
    AwakeDurationInSeconds: awake * 60,
  }),
);

/** The type names are those that the vendor's UI library asks for (MyDataHelpsUI, src/helpers/daily-data-providers). */
const kinds: readonly Kind[] = [
  { namespace: 'Fitbit', type: 'Steps', units: 'steps', measure: ofDay(({ steps }) => steps) },
  {
    namespace: 'Fitbit',
    type: 'RestingHeartRate',
    units: 'bpm',
    measure: ofDay((day) => day.restingHeartRate),
  },
  { namespace: 'Fitbit', type: 'SleepLevelDeep', units: 'minutes', measure: ofNight(({ deep }) => deep) },
  { namespace: 'Fitbit', type: 'SleepLevelLight', units: 'minutes', measure: ofNight(({ light }) => light) },
  { namespace: 'Fitbit', type: 'SleepLevelRem', units: 'minutes', measure: ofNight(({ rem }) => rem) },
  { namespace: 'AppleHealth', type: 'HourlySteps', units: 'count', measure: stepsByHour },
  { namespace: 'AppleHealth', type: 'HalfHourSteps', units: 'count', measure: stepsByHalfHour },
  {
    namespace: 'AppleHealth',
    type: 'RestingHeartRate',
    units: 'count/min',
    measure: ofDay((day) => day.restingHeartRate),
  },
  { namespace: 'AppleHealth', type: 'BloodGlucose', units: 'mg/dL', measure: glucose() },
  {
    namespace: 'AppleHealth',
    type: 'BloodPressureSystolic',
    units: 'mmHg',
    measure: bloodPressure('systolic'),
  },
  {
    namespace: 'AppleHealth',
    type: 'BloodPressureDiastolic',
    units: 'mmHg',
    measure: bloodPressure('diastolic'),
  },
  { namespace: 'Omron', type: 'BloodPressureSystolic', units: 'mmHg', measure: bloodPressure('systolic') },
  { namespace: 'Omron', type: 'BloodPressureDiastolic', units: 'mmHg', measure: bloodPressure('diastolic') },
  { namespace: 'Garmin', type: 'Daily', measure: garminDay },
  { namespace: 'Garmin', type: 'Sleep', measure: garminNight },
  { namespace: 'AirNowApi', type: 'AirQuality', units: 'AQI', measure: airQuality('region') },
  { namespace: 'AirNowApi', type: 'HomeAirQuality', units: 'AQI', measure: airQuality('home') },
  { namespace: 'AirNowApi', type: 'WorkAirQuality', units: 'AQI', measure: airQuality('work') },
];

const fitbitDeviceKind: Kind = { namespace: 'Fitbit', type: 'Device', measure: fitbitDevice };

/** The types there is data for. */
export const deviceDataTypes: readonly Pick<Kind, 'namespace' | 'type'>[] = [...kinds, fitbitDeviceKind].map(
  ({ namespace, type }) => ({ namespace, type }),
);

/** What one source tells of the days. @param types those that are wanted; all without it */
export function generateDeviceData(
  scene: Scene,
  days: readonly Day[],
  namespace: DeviceDataNamespace,
  types?: readonly string[],
): DeviceDataPoint[] {
  const isWanted = (kind: Kind): boolean =>
    kind.namespace === namespace && (types === undefined || types.includes(kind.type));
  const points = kinds.filter(isWanted).flatMap((kind) => {
    const idAt = scene.guids(`${namespace}:${kind.type}`);
    return days.flatMap((day) =>
      kind
        .measure(day, scene)
        .map((reading) => ({ id: idAt(reading.from), ...toPoint(scene, day, kind, reading) })),
    );
  });
  const today = days.at(-1);
  if (today === undefined || !isWanted(fitbitDeviceKind)) return points;
  const [device] = fitbitDevice(today, scene);
  return device === undefined
    ? points
    : [...points, { id: scene.guid('Fitbit:Device'), ...toPoint(scene, today, fitbitDeviceKind, device) }];
}

const sourceIdentifiers: Partial<Record<DeviceDataNamespace, string>> = {
  Fitbit: 'fitbit',
  AppleHealth: 'com.apple.health',
  Garmin: 'garmin',
  Omron: 'omron',
  AirNowApi: 'airnow',
};

function toPoint(
  scene: Scene,
  day: Day,
  kind: Kind,
  { from, to, ...reading }: Measurement,
): Omit<DeviceDataPoint, 'id'> {
  const arrived = toIso(Math.min(arrivalOf(day), scene.clock()));
  const { namespace, type, units } = kind;
  return {
    namespace,
    type,
    ...(units === undefined ? {} : { units }),
    ...scene.owner,
    identifier: `${type}-${toIso(from, day.offset).slice(0, 16)}`,
    ...reading,
    source: { identifier: sourceIdentifiers[namespace] ?? namespace },
    startDate: toIso(from, day.offset),
    observationDate: toIso(to, day.offset),
    insertedDate: arrived,
    modifiedDate: arrived,
  };
}

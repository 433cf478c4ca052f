// Device data, version 2: what each source tells of the days, in its own words.
import { arrivalOf, type Day } from './days.js';
import {
  bloodPressure,
  glucose,
  heartRate,
  ofDay,
  ofNight,
  sleepStages,
  stepsByHalfHour,
  stepsByHour,
  together,
  type Measure,
  type Measurement,
} from './measurements.js';
import { toIso, type Scene } from './scene.js';

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
  measure: Measure;
}

const fitbitSleep = sleepStages({ light: 'light', deep: 'deep', rem: 'rem', awake: 'wake' });
const appleSleep = together(
  ofNight(() => 'InBed'),
  sleepStages({ light: 'AsleepCore', deep: 'AsleepDeep', rem: 'AsleepREM', awake: 'Awake' }),
);
const healthConnectSleep = sleepStages({
  light: 'STAGE_TYPE_LIGHT',
  deep: 'STAGE_TYPE_DEEP',
  rem: 'STAGE_TYPE_REM',
  awake: 'STAGE_TYPE_AWAKE',
});
const restingHeartRate = ofDay((day) => day.restingHeartRate);
/** Health Connect measures glucose in mmol/L. */
const toMillimoles = 1 / 18;

/** The type names are those that the vendor's UI library asks for (MyDataHelpsUI, src/helpers/daily-data-providers). */
const kinds: readonly Kind[] = [
  { namespace: 'Fitbit', type: 'activities-steps-intraday', units: 'steps', measure: stepsByHalfHour },
  { namespace: 'Fitbit', type: 'activities-heart-intraday', units: 'bpm', measure: heartRate },
  { namespace: 'Fitbit', type: 'sleep', units: '', measure: fitbitSleep },
  { namespace: 'AppleHealth', type: 'Hourly Steps', units: 'count', measure: stepsByHour },
  { namespace: 'AppleHealth', type: 'Heart Rate', units: 'count/min', measure: heartRate },
  { namespace: 'AppleHealth', type: 'Resting Heart Rate', units: 'count/min', measure: restingHeartRate },
  { namespace: 'AppleHealth', type: 'Blood Glucose', units: 'mg/dL', measure: glucose() },
  { namespace: 'AppleHealth', type: 'Sleep Analysis', units: '', measure: appleSleep },
  { namespace: 'HealthConnect', type: 'steps-daily', units: 'count', measure: ofDay(({ steps }) => steps) },
  { namespace: 'HealthConnect', type: 'steps-half-hourly', units: 'count', measure: stepsByHalfHour },
  { namespace: 'HealthConnect', type: 'heart-rate', units: 'bpm', measure: heartRate },
  { namespace: 'HealthConnect', type: 'resting-heart-rate', units: 'bpm', measure: restingHeartRate },
  { namespace: 'HealthConnect', type: 'blood-glucose', units: 'mmol/L', measure: glucose(toMillimoles) },
  {
    namespace: 'HealthConnect',
    type: 'blood-pressure-systolic',
    units: 'mmHg',
    measure: bloodPressure('systolic'),
  },
  {
    namespace: 'HealthConnect',
    type: 'blood-pressure-diastolic',
    units: 'mmHg',
    measure: bloodPressure('diastolic'),
  },
  { namespace: 'HealthConnect', type: 'sleep', units: '', measure: healthConnectSleep },
  { namespace: 'Garmin', type: 'epoch-steps', units: 'steps', measure: stepsByHalfHour },
  { namespace: 'Garmin', type: 'daily-heartRate', units: 'bpm', measure: heartRate },
];

/** The types there is data for. */
export const deviceDataV2Types: readonly Pick<Kind, 'namespace' | 'type'>[] = kinds.map(
  ({ namespace, type }) => ({ namespace, type }),
);

/** What one source tells of the days under one type; an empty list if the source has no such type. */
export function generateDeviceDataV2(
  scene: Scene,
  days: readonly Day[],
  namespace: DeviceDataV2Namespace,
  type: string,
): DeviceDataV2Point[] {
  const kind = kinds.find((known) => known.namespace === namespace && known.type === type);
  if (kind === undefined) return [];
  // Two points of a night may begin at once, with different values: being in bed and being asleep.
  const ids = new Map<string, (at: number) => string>();
  const idOf = ({ from, value }: Measurement): string => {
    const name = kind.units === '' ? value : '';
    const known = ids.get(name) ?? scene.guids(`v2:${namespace}:${type}:${name}`);
    ids.set(name, known);
    return known(from);
  };
  return days.flatMap((day) =>
    kind.measure(day, scene).map((reading) => ({ id: idOf(reading), ...toPoint(scene, day, kind, reading) })),
  );
}

function toPoint(
  scene: Scene,
  day: Day,
  kind: Kind,
  { from, to, value }: Measurement,
): Omit<DeviceDataV2Point, 'id'> {
  const arrived = toIso(Math.min(arrivalOf(day), scene.clock()));
  return {
    ...scene.owner,
    namespace: kind.namespace,
    type: kind.type,
    identifier: `${kind.type}-${from}`,
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

// What Fitbit and Apple Health say about whole days and workouts.
import { arrivalOf, type Day } from './days.js';
import { nightOf } from './measurements.js';
import { dayMs, hourMs, minuteMs, toIso, type Scene } from './scene.js';

interface FitbitActivity {
  activityCalories: number;
  calories: number;
  distance: number;
  elevation: number;
  floors: number;
  minutesFairlyActive: number;
  minutesLightlyActive: number;
  minutesSedentary: number;
  minutesVeryActive: number;
  steps: number;
}

interface FitbitHeartRateZone {
  caloriesOut: number;
  min: number;
  max: number;
  minutes: number;
}

/** A day in the words of Fitbit. */
export interface FitbitDailySummary extends FitbitActivity {
  date: string;
  bodyBMI: number;
  bodyFat: number;
  bodyWeight: number;
  caloriesBMR: number;
  foodCaloriesIn: number;
  heartRateZones: Record<'outOfRange' | 'fatBurn' | 'cardio' | 'peak', FitbitHeartRateZone>;
  tracker: FitbitActivity;
  water: number;
  modifiedDate: string;
  restingHeartRate: number;
}

/** A night in the words of Fitbit. Minutes, but for `duration`: milliseconds. */
export interface FitbitSleepLog {
  startTimestamp: string;
  endTimestamp: string;
  duration: number;
  efficiency: number;
  timeInBed: number;
  infoCode: string;
  type: string;
  minutesAfterWakeup: number;
  minutesAsleep: number;
  minutesAwake: number;
  minutesToFallAsleep: number;
  sleepLevelAwake: number;
  sleepLevelAsleep: number;
  sleepLevelRestless: number;
  sleepLevelDeep: number;
  sleepLevelLight: number;
  sleepLevelRem: number;
  sleepLevelWake: number;
}

/** A day in the words of Apple Health. */
export interface AppleHealthActivitySummary {
  id: string;
  activeEnergyBurned: number;
  activeEnergyBurnedGoal: number;
  appleExerciseTime: number;
  appleExerciseTimeGoal: number;
  appleStandHours: number;
  appleStandHoursGoal: number;
  startDate: string;
  endDate: string;
  insertedDate: string;
}

/** A walk in the words of Apple Health. */
export interface AppleHealthWorkout {
  id: string;
  startDate: string;
  endDate: string;
  source: Record<'name' | 'identifier' | 'version' | 'operatingSystemVersion' | 'productType', string>;
  metadata: Record<string, string>;
  insertedDate: string;
  /** Seconds, kilocalories and metres. */
  summary: { activityType: string; duration: number; totalEnergyBurned: number; totalDistance: number };
  device: typeof watch;
  events: { date: string; type: string; metadata: Record<string, string> }[];
}

const watch = {
  fdaIdentifier: '',
  firmwareVersion: '',
  hardwareVersion: 'Watch6,1',
  localIdentifier: '',
  manufacturer: 'Apple Inc.',
  model: 'Watch',
  name: 'Emulated Watch',
  softwareVersion: '10.2',
};

/** Fitbit's summary of a day. */
export function toFitbitSummary(day: Day): FitbitDailySummary {
  const minutesVeryActive = Math.round(day.activeMinutes * 0.4);
  const activity: FitbitActivity = {
    activityCalories: Math.round(day.steps * 0.045),
    calories: 1650 + Math.round(day.steps * 0.045),
    distance: Math.round(day.steps * 0.075) / 100,
    elevation: 12,
    floors: 4,
    minutesFairlyActive: day.activeMinutes - minutesVeryActive,
    minutesLightlyActive: 160,
    minutesSedentary: 720,
    minutesVeryActive,
    steps: day.steps,
  };
  return {
    date: toIso(day.startsAt, day.offset),
    ...activity,
    bodyBMI: 24.6,
    bodyFat: 22,
    bodyWeight: 74.2,
    caloriesBMR: 1650,
    foodCaloriesIn: 0,
    heartRateZones: {
      outOfRange: heartRateZone(30, 96, 1300),
      fatBurn: heartRateZone(96, 133, 100),
      cardio: heartRateZone(133, 162, minutesVeryActive),
      peak: heartRateZone(162, 220, 2),
    },
    tracker: activity,
    water: 0,
    modifiedDate: toIso(arrivalOf(day)),
    restingHeartRate: day.restingHeartRate,
  };
}

/** Fitbit's log of the night before a day; nothing while the night is not over. */
export function toFitbitSleepLog(day: Day): FitbitSleepLog[] {
  if (day.sleepMinutes === null) return [];
  const { deep, light, rem, awake } = day.sleepMinutes;
  const asleep = deep + light + rem;
  const { from, to } = nightOf(day);
  return [
    {
      startTimestamp: toIso(from, day.offset),
      endTimestamp: toIso(to, day.offset),
      duration: (asleep + awake) * minuteMs,
      efficiency: Math.round((100 * asleep) / (asleep + awake)),
      timeInBed: asleep + awake,
      infoCode: '0',
      type: 'stages',
      minutesAfterWakeup: 2,
      minutesAsleep: asleep,
      minutesAwake: awake,
      minutesToFallAsleep: 8,
      sleepLevelAwake: 0,
      sleepLevelAsleep: 0,
      sleepLevelRestless: 0,
      sleepLevelDeep: deep,
      sleepLevelLight: light,
      sleepLevelRem: rem,
      sleepLevelWake: awake,
    },
  ];
}

/** Apple Health's rings of a day. */
export function toActivitySummary(scene: Scene, day: Day): AppleHealthActivitySummary {
  return {
    id: scene.guid(`activity:${day.date}`),
    activeEnergyBurned: Math.round(day.steps * 0.045),
    activeEnergyBurnedGoal: 400,
    appleExerciseTime: day.activeMinutes,
    appleExerciseTimeGoal: 30,
    appleStandHours: 9,
    appleStandHoursGoal: 12,
    startDate: toIso(day.startsAt, day.offset),
    endDate: toIso(day.startsAt + dayMs, day.offset),
    insertedDate: toIso(arrivalOf(day)),
  };
}

/** An evening walk. */
export function toWorkout(scene: Scene, day: Day): AppleHealthWorkout {
  const startsAt = day.startsAt + 18 * hourMs;
  const endsAt = startsAt + day.activeMinutes * minuteMs;
  return {
    id: scene.guid(`workout:${day.date}`),
    startDate: toIso(startsAt, day.offset),
    endDate: toIso(endsAt, day.offset),
    source: {
      name: 'Emulated Watch',
      identifier: 'com.apple.health.emulated',
      version: '1.0',
      operatingSystemVersion: '10.2',
      productType: 'Watch6,1',
    },
    metadata: { HKIndoorWorkout: '0' },
    insertedDate: toIso(arrivalOf(day)),
    summary: {
      activityType: 'Walking',
      duration: day.activeMinutes * 60,
      totalEnergyBurned: day.activeMinutes * 5,
      totalDistance: day.activeMinutes * 82,
    },
    device: watch,
    events: [{ date: toIso(startsAt + 10 * minuteMs, day.offset), type: 'Lap', metadata: { lap: '1' } }],
  };
}

function heartRateZone(min: number, max: number, minutes: number): FitbitHeartRateZone {
  return { caloriesOut: minutes * 4, min, max, minutes };
}

// What can be measured on a day, before a source puts its own words to it. PURE but for the scene's random choices.
import { risingMs, type Day } from './days.js';
import { dayMs, hourMs, minuteMs, type Scene } from './scene.js';

/** One reading. Instants in epoch milliseconds. */
export interface Measurement {
  from: number;
  to: number;
  value: string;
  properties?: Record<string, string>;
}

/** Reads something off a day. */
export type Measure = (day: Day, scene: Scene) => Measurement[];

/** The stages of a night, in the order in which most of it is slept. */
export type SleepStage = 'light' | 'deep' | 'rem' | 'awake';

const hoursOfGlucose = [7, 9, 12, 14, 18, 20, 22];
const quarterMs = 15 * minuteMs;

/** The whole day as one reading, up to now for today. */
export function ofDay(value: (day: Day) => number): Measure {
  return (day) => [{ ...spanOf(day), value: String(value(day)) }];
}

/** The whole day with several values, under the names that a source gives them. */
export function propertiesOfDay(
  main: (day: Day) => number,
  properties: (day: Day) => Record<string, number>,
): Measure {
  return (day) => [{ ...spanOf(day), value: String(main(day)), properties: toTexts(properties(day)) }];
}

/** Steps of each hour. */
export const stepsByHour: Measure = (day) =>
  day.stepsByHour.map(({ hour, steps }) => slot(day, hour * hourMs, hourMs, steps));

/** Steps of each half hour that has begun. */
export const stepsByHalfHour: Measure = (day) =>
  day.stepsByHour.flatMap(({ hour, steps }) => {
    const start = hour * hourMs;
    const hasSecond = day.startsAt + start + hourMs / 2 < day.until;
    const first = hasSecond ? Math.floor(steps / 2) : steps;
    const halves = [slot(day, start, hourMs / 2, first)];
    return hasSecond ? [...halves, slot(day, start + hourMs / 2, hourMs / 2, steps - first)] : halves;
  });

/** The heart rate every quarter of an hour: at rest by night, higher with more steps. */
export const heartRate: Measure = (day, scene) => {
  const random = scene.random(`heart:${day.date}`);
  return Array.from({ length: Math.floor((day.until - day.startsAt) / quarterMs) }, (_, index) => {
    const at = day.startsAt + index * quarterMs;
    const steps = day.stepsByHour[Math.floor(index / 4)]?.steps ?? 0;
    const value = day.restingHeartRate + Math.round(steps / 25) + random.int(0, 9);
    return { from: at, to: at, value: String(value) };
  });
};

/** Blood glucose in mg/dL at meals and between them, times `scale` for another unit. */
export function glucose(scale = 1): Measure {
  return (day, scene) => {
    const random = scene.random(`glucose:${day.date}`);
    return hoursOfGlucose.flatMap((hour) => {
      const value = random.around(hour % 2 === 0 ? 128 : 98, 12) * scale;
      const at = day.startsAt + hour * hourMs;
      return at <= day.until ? [{ from: at, to: at, value: String(Math.round(value * 10) / 10) }] : [];
    });
  };
}

/** The upper or lower blood pressure in mmHg, after rising and in the evening. */
export function bloodPressure(which: 'systolic' | 'diastolic'): Measure {
  return (day, scene) => {
    const random = scene.random(`pressure:${day.date}`);
    return [risingMs + hourMs, 19 * hourMs].flatMap((afterMs) => {
      const systolic = random.around(122, 9);
      const diastolic = systolic - random.around(44, 5);
      const at = day.startsAt + afterMs;
      const value = String(which === 'systolic' ? systolic : diastolic);
      return at <= day.until ? [{ from: at, to: at, value }] : [];
    });
  };
}

/** The air quality index at noon at a place. */
export function airQuality(place: string): Measure {
  return (day, scene) => {
    const at = day.startsAt + 12 * hourMs;
    const value = String(scene.random(`air:${place}:${day.date}`).int(18, 94));
    return at <= day.until ? [{ from: at, to: at, value }] : [];
  };
}

/** The stages of the night before, one after the other up to the rising, in the words of a source. */
export function sleepStages(words: Record<SleepStage, string>): Measure {
  return (day) => {
    if (day.sleepMinutes === null) return [];
    const { light, deep, rem, awake } = day.sleepMinutes;
    const stages: [SleepStage, number][] = [
      ['light', Math.floor(light / 2)],
      ['deep', deep],
      ['rem', rem],
      ['awake', awake],
      ['light', light - Math.floor(light / 2)],
    ];
    let from = nightOf(day).from;
    return stages.map(([stage, minutes]) => {
      const measurement = { from, to: from + minutes * minuteMs, value: words[stage] };
      from = measurement.to;
      return measurement;
    });
  };
}

/** The night before as one reading that ends in the morning. */
export function ofNight(
  value: (minutes: NonNullable<Day['sleepMinutes']>) => number | string,
  properties?: (minutes: NonNullable<Day['sleepMinutes']>) => Record<string, number>,
): Measure {
  return (day) => {
    if (day.sleepMinutes === null) return [];
    const measurement = { ...nightOf(day), value: String(value(day.sleepMinutes)) };
    if (properties === undefined) return [measurement];
    return [{ ...measurement, properties: toTexts(properties(day.sleepMinutes)) }];
  };
}

/** Several measures of one day, one after the other. */
export function together(...measures: readonly Measure[]): Measure {
  return (day, scene) => measures.flatMap((measure) => measure(day, scene));
}

/** From falling asleep to rising. */
export function nightOf(day: Day): { from: number; to: number } {
  const minutes = Object.values(day.sleepMinutes ?? {}).reduce((sum, stage) => sum + stage, 0);
  const to = day.startsAt + risingMs;
  return { from: to - minutes * minuteMs, to };
}

function spanOf(day: Day): { from: number; to: number } {
  return { from: day.startsAt, to: Math.min(day.startsAt + dayMs, day.until) };
}

function slot(day: Day, afterMs: number, lengthMs: number, value: number): Measurement {
  const from = day.startsAt + afterMs;
  return { from, to: Math.min(from + lengthMs, day.until), value: String(value) };
}

function toTexts(values: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

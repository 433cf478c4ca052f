// Ninety days of a life, from which all device data is told: so that every API says the same about a day.
import { dayMs, hourMs, offsetMs, offsetOf, type Scene } from './scene.js';

/** One day. */
export interface Day {
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  /** Local midnight, epoch milliseconds. */
  startsAt: number;
  offset: string;
  /** Steps in each waking hour. */
  stepsByHour: { hour: number; steps: number }[];
  steps: number;
  restingHeartRate: number;
  /** Minutes of the night before. */
  sleepMinutes: { deep: number; light: number; rem: number; awake: number };
  activeMinutes: number;
}

/** How much history a participant has. */
export const historyDays = 90;

/** The days up to yesterday, oldest first. */
export function generateDays(scene: Scene): Day[] {
  const random = scene.random('days');
  const offset = offsetOf(scene.participant);
  const today = Math.floor((scene.now + offsetMs(offset)) / dayMs) * dayMs - offsetMs(offset);
  const usual = { steps: random.int(4500, 9500), heartRate: random.int(54, 74), sleep: random.int(370, 470) };

  return Array.from({ length: historyDays }, (_, index) => {
    const startsAt = today - (historyDays - index) * dayMs;
    const local = new Date(startsAt + offsetMs(offset));
    const isWeekend = local.getUTCDay() % 6 === 0;
    const liveliness = (isWeekend ? 0.8 : 1) * (random.around(100, 25) / 100);
    const stepsByHour = Array.from({ length: 16 }, (_hour, hour) => ({
      hour: hour + 7,
      steps: Math.max(0, random.around((usual.steps * liveliness) / 16, usual.steps / 20)),
    }));
    const asleep = Math.max(180, random.around(usual.sleep + (isWeekend ? 35 : 0), 45));
    const deep = Math.round(asleep * 0.18);
    const rem = Math.round(asleep * 0.22);
    return {
      date: local.toISOString().slice(0, 10),
      startsAt,
      offset,
      stepsByHour,
      steps: stepsByHour.reduce((sum, { steps }) => sum + steps, 0),
      restingHeartRate: random.around(usual.heartRate, 3),
      sleepMinutes: { deep, rem, light: asleep - deep - rem, awake: random.int(12, 48) },
      activeMinutes: Math.max(0, random.around(45 * liveliness, 15)),
    };
  });
}

/** When a record about a day reached the server: the next morning. */
export function arrivalOf(day: Day): number {
  return day.startsAt + dayMs + 6 * hourMs;
}

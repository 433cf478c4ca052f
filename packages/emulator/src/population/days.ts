// The days of a life, from which all device data is told: so that every API says the same about a day.
import { dayMs, hourMs, minuteMs, offsetMs, offsetOf, type Scene } from './scene.js';

/** One day, or the part of today that is over. */
export interface Day {
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  /** Local midnight, epoch milliseconds. */
  startsAt: number;
  /** Up to when the day is told: its end, or now. Epoch milliseconds. */
  until: number;
  offset: string;
  /** Steps in each hour that has begun. */
  stepsByHour: { hour: number; steps: number }[];
  /** Steps so far. */
  steps: number;
  restingHeartRate: number;
  /** Minutes of the night before; `null` while it is not over. */
  sleepMinutes: { deep: number; light: number; rem: number; awake: number } | null;
  activeMinutes: number;
}

/** How much history a participant has before the day on which the emulator was first asked for it. */
export const historyDays = 90;

/** The participant rises at this time, in milliseconds after midnight. */
export const risingMs: number = 6.5 * hourMs;

/** The data of a day have reached the server by then, in milliseconds after its midnight. */
const arrivalMs = dayMs + 6 * hourMs;

/** The days of one participant. */
export interface Days {
  /** Oldest first, the last one being the day of `now` (epoch milliseconds). */
  upTo(now: number): Day[];
}

/** The days of a scene: the history, and the days after it as they come. */
export function createDays(scene: Scene): Days {
  const offset = offsetOf(scene.participant);
  const random = scene.random('days');
  const usual: Usual = {
    steps: random.int(4500, 9500),
    heartRate: random.int(54, 74),
    sleep: random.int(370, 470),
  };
  const first = midnightBefore(scene.now, offset) - historyDays * dayMs;
  const known: Day[] = [];
  return {
    upTo(now) {
      const count = Math.floor((now - first) / dayMs) + 1;
      while (known.length < count) known.push(generateDay(scene, first + known.length * dayMs, usual));
      const days = known.slice(0, count);
      const today = days.pop();
      return today === undefined ? days : [...days, cut(today, now)];
    },
  };
}

/** When a record about a day reached the server: early the next morning, or now for today. */
export function arrivalOf({ startsAt, until }: Day): number {
  return until < startsAt + dayMs ? until : startsAt + arrivalMs;
}

interface Usual {
  steps: number;
  heartRate: number;
  sleep: number;
}

function midnightBefore(at: number, offset: string): number {
  return Math.floor((at + offsetMs(offset)) / dayMs) * dayMs - offsetMs(offset);
}

/** Makes a whole day. Each day has a random stream of its own, so that it does not depend on the number of days. */
function generateDay(scene: Scene, startsAt: number, usual: Usual): Day {
  const offset = offsetOf(scene.participant);
  const local = new Date(startsAt + offsetMs(offset));
  const date = local.toISOString().slice(0, 10);
  const random = scene.random(`day:${date}`);
  const isWeekend = local.getUTCDay() % 6 === 0;
  const liveliness = (isWeekend ? 0.8 : 1) * (random.around(100, 25) / 100);
  const stepsByHour = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    steps:
      hour < 6
        ? random.int(0, 40)
        : Math.max(0, random.around((usual.steps * liveliness) / 17, usual.steps / 20)),
  }));
  const asleep = Math.max(180, random.around(usual.sleep + (isWeekend ? 35 : 0), 45));
  const deep = Math.round(asleep * 0.18);
  const rem = Math.round(asleep * 0.22);
  return {
    date,
    startsAt,
    until: startsAt + dayMs,
    offset,
    stepsByHour,
    steps: stepsByHour.reduce((sum, { steps }) => sum + steps, 0),
    restingHeartRate: random.around(usual.heartRate, 3),
    sleepMinutes: { deep, rem, light: asleep - deep - rem, awake: random.int(12, 48) },
    activeMinutes: Math.max(0, random.around(45 * liveliness, 15)),
  };
}

/** The part of a day that is over by `now`. */
function cut(day: Day, now: number): Day {
  const until = Math.floor(now / minuteMs) * minuteMs;
  const passed = until - day.startsAt;
  if (passed >= dayMs) return day;
  const stepsByHour = day.stepsByHour
    .filter(({ hour }) => hour * hourMs < passed)
    .map(({ hour, steps }) => ({
      hour,
      steps: Math.floor(steps * Math.min(1, (passed - hour * hourMs) / hourMs)),
    }));
  return {
    ...day,
    until,
    stepsByHour,
    steps: stepsByHour.reduce((sum, { steps }) => sum + steps, 0),
    sleepMinutes: passed < risingMs ? null : day.sleepMinutes,
    activeMinutes: Math.floor((day.activeMinutes * passed) / dayMs),
  };
}

// The population: the same for a seed, different for another, and plausible.
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { deviceDataNamespaces, generateDeviceData } from '../src/population/device-data.js';

const at = Date.UTC(2026, 10, 24, 15, 30);
const make = (seed?: number): Emulator =>
  createEmulator({ now: () => at, ...(seed === undefined ? {} : { seed }) });
const everything = (emulator: Emulator): string =>
  JSON.stringify(
    emulator.participants.map((participant) => [
      participant,
      emulator.dataOf(participant.participantIdentifier),
    ]),
  );

describe('the population', () => {
  it('is the same for the same seed, whoever is looked at first', () => {
    const [first, second] = [make(7), make(7)];
    second.dataOf('MDH-1009');
    expect(everything(second)).toBe(everything(first));
    expect(everything(make(8))).not.toBe(everything(first));
  });

  it('has twelve people with full demographics and IDs of their own', () => {
    const { participants } = make();
    expect(participants).toHaveLength(12);
    for (const { demographics } of participants) {
      expect(Object.keys(demographics)).toHaveLength(17);
      expect(demographics['email']).toMatch(/^[a-z]+\.[a-z]+\.\d{4}@example\.org$/);
    }
    for (const key of ['id', 'participantIdentifier', 'linkIdentifier'] as const) {
      expect(new Set(participants.map((participant) => participant[key])).size).toBe(12);
    }
  });

  it('has names that do not repeat, and others with another seed', () => {
    const lastNames = (seed: number) =>
      make(seed).participants.map(({ demographics }) => demographics['lastName']);
    expect(new Set(lastNames(1)).size).toBe(12);
    const firsts = Array.from({ length: 40 }, (_, seed) => lastNames(seed)[0]);
    expect(new Set(firsts).size).toBeGreaterThanOrEqual(12);
  });

  it('has ninety days and today so far, in everybody’s own time', () => {
    for (const { participantIdentifier, demographics } of make().participants) {
      const { days } = make().dataOf(participantIdentifier);
      expect(days).toHaveLength(91);
      expect(days.at(-1)).toMatchObject({ date: '2026-11-24', until: at });
      expect(new Set(days.map(({ date }) => date)).size).toBe(91);
      for (const day of days) {
        expect(new Date(day.startsAt).toISOString().slice(11, 16)).toBe(
          `${demographics['utcOffset']?.slice(1)}`,
        );
        expect(day.steps).toBeGreaterThan(100);
        expect(day.steps).toBeLessThan(25_000);
        expect(day.restingHeartRate).toBeGreaterThan(40);
        expect(day.restingHeartRate).toBeLessThan(95);
        expect(Math.min(...Object.values(day.sleepMinutes ?? {}))).toBeGreaterThan(0);
      }
    }
  });

  it('has IDs that are unique in each list, and nothing in the future', () => {
    const data = make().dataOf('MDH-1002');
    const told = deviceDataNamespaces.map((namespace) =>
      generateDeviceData(data.scene, data.days, namespace),
    );
    const lists: { id: string | number }[][] = [
      data.surveys.tasks,
      data.surveys.results,
      data.surveys.answers,
      data.notifications,
      data.inbox,
      ...told,
    ];
    for (const list of lists) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    const points = told.flat();
    expect(points.length).toBeGreaterThan(8000);
    for (const { insertedDate, observationDate } of points) {
      expect(Date.parse(insertedDate)).toBeLessThanOrEqual(at);
      expect(Date.parse(observationDate ?? '')).toBeLessThanOrEqual(at);
    }
    for (const { date } of data.surveys.results) expect(Date.parse(date)).toBeLessThanOrEqual(at);
  });

  it('has surveys to do, surveys done with their answers, and the open ones in the inbox', () => {
    const { surveys, inbox } = make().dataOf('MDH-1001');
    const open = surveys.tasks.filter(({ status }) => status === 'incomplete');
    const done = surveys.tasks.filter(({ status }) => status === 'complete');
    expect(open.length).toBeGreaterThan(0);
    expect(done.length).toBeGreaterThan(5);
    expect(surveys.results.map(({ taskID }) => taskID)).toEqual(done.map(({ id }) => id));
    expect(new Set(surveys.answers.map(({ surveyResultID }) => surveyResultID)).size).toBe(
      surveys.results.length,
    );
    expect(inbox.filter(({ type }) => type === 'survey').map(({ id }) => id)).toEqual(
      open.map(({ id }) => id),
    );
  });

  it('takes what a test pushes', async () => {
    const emulator = make();
    const { inbox } = emulator.dataOf('MDH-1001');
    inbox.length = 0;
    expect(emulator.dataOf('MDH-1001').inbox).toEqual([]);
    expect(() => emulator.dataOf('nobody')).toThrow('there is no such participant');
  });
});

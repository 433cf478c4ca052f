// Summaries in the words of Fitbit and Apple Health.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { isTold, type Source } from '../../population/data-collection.js';
import type { Day } from '../../population/days.js';
import {
  toActivitySummary,
  toFitbitSleepLog,
  toFitbitSummary,
  toWorkout,
} from '../../population/device-summaries.js';
import { nextPage, pageOf, type Page } from '../paging.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { instant, readQuery, wholeNumber } from '../read-request.js';

const summariesQuery = z.object({
  providerID: wholeNumber(1, 1_000_000).optional(),
  pageID: z.string().optional(),
  pageSize: wholeNumber(1, 100).optional(),
  startDate: instant.optional(),
  endDate: instant.optional(),
});

/** `fitbit/*` and `appleHealth/*`. */
export function createDeviceSummaryRoutes({ controls }: RoutesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  const find = (c: Context<ParticipantEnv>, source: Source): FoundDays =>
    findDays(c, isTold(source, controls.dataCollectionSettings, c.get('data').externalAccounts));
  app.get('/fitbit/dailySummaries', (c) => {
    const { page } = find(c, 'Fitbit');
    return c.json({ results: page.items.map((day) => toFitbitSummary(day)), ...nextPage(page) });
  });
  app.get('/fitbit/sleepLogs', (c) => {
    const { page } = find(c, 'Fitbit');
    return c.json({ results: page.items.flatMap((day) => toFitbitSleepLog(day)), ...nextPage(page) });
  });
  app.get('/appleHealth/activitySummaries', (c) => {
    const { page, totalResults } = find(c, 'AppleHealth');
    const { scene } = c.get('data');
    const results = page.items.map((day) => toActivitySummary(scene, day));
    return c.json({ results, totalResults, ...nextPage(page) });
  });
  app.get('/appleHealth/workouts', (c) => {
    const { page, totalResults } = find(c, 'AppleHealth');
    const { scene } = c.get('data');
    const results = page.items.map((day) => toWorkout(scene, day));
    return c.json({ results, totalResults, ...nextPage(page) });
  });
  return app;
}

interface FoundDays {
  page: Page<Day>;
  totalResults: number;
}

/** The days that fit the query, newest first; an empty list if the source tells nothing. */
function findDays(c: Context<ParticipantEnv>, isToldAtAll: boolean): FoundDays {
  const {
    startDate = Number.NEGATIVE_INFINITY,
    endDate = Number.POSITIVE_INFINITY,
    ...query
  } = readQuery(c, summariesQuery);
  const fitting = c
    .get('data')
    .days.filter((day) => isToldAtAll && day.startsAt >= startDate && day.startsAt <= endDate)
    .toReversed();
  const page = pageOf(fitting, { limit: query.pageSize, pageID: query.pageID }, ({ date }) => date);
  return { page, totalResults: fitting.length };
}

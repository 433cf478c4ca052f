// Device data, version 2: points, aggregates and nights.
import { Hono } from 'hono';
import { z } from 'zod';
import { aggregate, aggregateFunctions, intervalTypes } from '../../population/aggregate.js';
import { isCollected, type DataCollectionSettings } from '../../population/data-collection.js';
import {
  deviceDataV2Namespaces,
  deviceDataV2Types,
  type DeviceDataV2Point,
} from '../../population/device-data-v2.js';
import { findPointsV2 } from '../../population/find-points.js';
import type { ParticipantData } from '../../population/participant-data.js';
import { summarizeNights } from '../../population/nights.js';
import { isBetween, newestFirst } from '../../matching.js';
import { fitsType } from '../data-type-query.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import {
  instant,
  listOfWords,
  readQuery,
  requiredText,
  requiredWord,
  splitList,
  wholeNumber,
} from '../read-request.js';

const pointsQuery = z.looseObject({
  ...pagingQuery,
  namespace: requiredWord('namespace', deviceDataV2Namespaces),
  type: requiredText('type'),
  observedBefore: instant.optional(),
  observedAfter: instant.optional(),
  modifiedBefore: instant.optional(),
  modifiedAfter: instant.optional(),
  insertedBefore: instant.optional(),
  insertedAfter: instant.optional(),
});

const aggregateQuery = pointsQuery.extend({
  intervalAmount: wholeNumber(1, 1000),
  intervalType: z.enum(intervalTypes),
  aggregateFunctions: listOfWords(aggregateFunctions),
});

const typesQuery = z.object({
  enabled: z.enum(['true', 'false']).optional(),
  namespace: z.enum(deviceDataV2Namespaces).optional(),
});

/** `devicedata` of version 2. */
export function createDeviceDataV2Routes({ controls }: RoutesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  const find = (data: ParticipantData, query: PointsQuery): DeviceDataV2Point[] =>
    findFitting(data, controls.dataCollectionSettings, query);

  app.get('/devicedata', (c) => {
    const query = readQuery(c, pointsQuery);
    const page = pageOf(find(c.get('data'), query), query, ({ id }) => id);
    return c.json({ deviceDataPoints: page.items, ...nextPage(page) });
  });

  app.get('/devicedata/aggregate', (c) => {
    const query = readQuery(c, aggregateQuery);
    const intervals = aggregate(find(c.get('data'), query), {
      amount: query.intervalAmount,
      type: query.intervalType,
      functions: query.aggregateFunctions,
    });
    const page = pageOf(intervals, query, ({ date }) => date);
    return c.json({ intervals: page.items, ...nextPage(page) });
  });

  app.get('/devicedata/aggregate/dailysleep', (c) => {
    const query = readQuery(c, pointsQuery);
    const nights = summarizeNights(find(c.get('data'), query));
    const page = pageOf(nights, query, ({ date, value }) => `${date}:${value}`);
    return c.json({ sleepStageSummaries: page.items, ...nextPage(page) });
  });

  app.get('/devicedata/allDataTypes', (c) => {
    const query = readQuery(c, typesQuery);
    const types = deviceDataV2Types.map((type) => ({
      ...type,
      enabled: isCollected(type.namespace, controls.dataCollectionSettings),
    }));
    return c.json(types.filter((type) => fitsType(type, query)));
  });
  return app;
}

type PointsQuery = z.infer<typeof pointsQuery>;

function findFitting(
  data: ParticipantData,
  settings: DataCollectionSettings,
  query: PointsQuery,
): DeviceDataV2Point[] {
  const observed = { after: query.observedAfter, before: query.observedBefore };
  const points = findPointsV2(data, settings, { namespace: query.namespace, type: query.type, ...observed });
  const fitting = points.filter(
    (point) =>
      isBetween(point.observationDate, query.observedAfter, query.observedBefore) &&
      isBetween(point.modifiedDate, query.modifiedAfter, query.modifiedBefore) &&
      isBetween(point.insertedDate, query.insertedAfter, query.insertedBefore) &&
      fitsNested(point.dataSource, query, 'dataSource.') &&
      fitsNested(point.properties, query, 'properties.'),
  );
  return newestFirst(fitting.toReversed(), (point) => point.observationDate);
}

/** The SDK flattens nested filters to `dataSource.x=`, escaped like the elements of a list. */
function fitsNested(values: Record<string, string>, query: Record<string, unknown>, prefix: string): boolean {
  return Object.entries(query)
    .filter(([name]) => name.startsWith(prefix))
    .every(([name, wanted]) => values[name.slice(prefix.length)] === splitList(String(wanted)).join(','));
}

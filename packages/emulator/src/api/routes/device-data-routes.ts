// Device data, version 1.
import { Hono } from 'hono';
import { z } from 'zod';
import { addReading } from '../../population/add-reading.js';
import { isCollected, type DataCollectionSettings } from '../../population/data-collection.js';
import { deviceDataNamespaces, deviceDataTypes, type DeviceDataPoint } from '../../population/device-data.js';
import { findPoints } from '../../population/find-points.js';
import type { ParticipantData } from '../../population/participant-data.js';
import { persistedReading } from '../../population/reading.js';
import { fitsType } from '../data-type-query.js';
import { refusal } from '../refusal.js';
import { isBetween, isSame, newestFirst } from '../../matching.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { instant, listOf, readBody, readQuery, requiredWord } from '../read-request.js';

const pointsQuery = z.object({
  ...pagingQuery,
  namespace: requiredWord('namespace', deviceDataNamespaces),
  type: listOf.optional(),
  observedBefore: instant.optional(),
  observedAfter: instant.optional(),
  modifiedBefore: instant.optional(),
  modifiedAfter: instant.optional(),
});

const typesQuery = z.object({
  enabled: z.enum(['true', 'false']).optional(),
  namespace: z.enum(deviceDataNamespaces).optional(),
});

const newPoints = z.array(persistedReading);

/** `devicedata`. */
export function createDeviceDataRoutes({ controls }: RoutesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  const settings = (): DataCollectionSettings => controls.dataCollectionSettings;

  app.get('/devicedata/allDataTypes', (c) => {
    const query = readQuery(c, typesQuery);
    const types = deviceDataTypes.map((type) => ({
      ...type,
      enabled: isCollected(type.namespace, settings()),
    }));
    return c.json(types.filter((type) => fitsType(type, query)));
  });

  app.get('/devicedata', (c) => {
    const query = readQuery(c, pointsQuery);
    const observed = { after: query.observedAfter, before: query.observedBefore };
    const wanted = { namespace: query.namespace, types: query.type, ...observed };
    const fitting = findPoints(c.get('data'), settings(), wanted).filter(
      (point) =>
        isBetween(point.observationDate, query.observedAfter, query.observedBefore) &&
        isBetween(point.modifiedDate, query.modifiedAfter, query.modifiedBefore),
    );
    const page = pageOf(newestPointsFirst(fitting), query, ({ id }) => id);
    return c.json({ deviceDataPoints: page.items, ...nextPage(page) });
  });

  app.post('/devicedata', async (c) => {
    const points = await readBody(c, newPoints);
    for (const point of points) addReading(c.get('data'), { ...point, namespace: 'Project' });
    return c.body(null, 200);
  });

  app.get('/devicedata/:id', (c) => c.json(findPoint(c.get('data'), settings(), c.req.param('id'))));

  app.delete('/devicedata/:id', (c) => {
    const data = c.get('data');
    const { id } = findPoint(data, settings(), c.req.param('id'));
    data.deviceData = data.deviceData.filter((point) => point.id !== id);
    data.deletedPoints.add(id);
    return c.body(null, 200);
  });
  return app;
}

/** Newest observation first; of the same observation date, the one that was changed last. */
function newestPointsFirst(points: readonly DeviceDataPoint[]): DeviceDataPoint[] {
  return newestFirst(points.toReversed(), (point) => point.observationDate ?? point.insertedDate);
}

/** Finds a point of any source by its ID. */
function findPoint(data: ParticipantData, settings: DataCollectionSettings, id: string): DeviceDataPoint {
  for (const namespace of deviceDataNamespaces) {
    const found = findPoints(data, settings, { namespace }).find((point) => isSame(point.id, id));
    if (found !== undefined) return found;
  }
  throw refusal(404, 'Device data point not found.');
}

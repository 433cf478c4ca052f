// Device data, version 1.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { deviceDataNamespaces, deviceDataTypes, type DeviceDataPoint } from '../../population/device-data.js';
import { toIso } from '../../population/scene.js';
import { refusal } from '../refusal.js';
import { isBetween, isOneOf, isSame, newestFirst } from '../../matching.js';
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

const properties = z.record(z.string(), z.unknown());

const newPoints = z.array(
  z.object({
    identifier: z.string().exactOptional(),
    type: z.string().min(1),
    value: z.string(),
    units: z.string().exactOptional(),
    properties: properties.exactOptional(),
    source: z.object({ identifier: z.string(), properties: properties.exactOptional() }).exactOptional(),
    startDate: instant.exactOptional(),
    observationDate: instant.exactOptional(),
  }),
);

/** `devicedata`. */
export function createDeviceDataRoutes({ clock }: RoutesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();

  app.get('/devicedata/allDataTypes', (c) => {
    const query = readQuery(c, typesQuery);
    const types = deviceDataTypes.filter(({ namespace }) => isSame(namespace, query.namespace));
    // All the types there are, are enabled.
    return c.json(query.enabled === 'false' ? [] : types.map((type) => ({ ...type, enabled: true })));
  });

  app.get('/devicedata', (c) => {
    const query = readQuery(c, pointsQuery);
    const fitting = c
      .get('data')
      .deviceData.filter(
        (point) =>
          point.namespace === query.namespace &&
          isOneOf(point.type, query.type) &&
          isBetween(point.observationDate, query.observedAfter, query.observedBefore) &&
          isBetween(point.modifiedDate, query.modifiedAfter, query.modifiedBefore),
      );
    const ordered = newestFirst(fitting, (point) => point.observationDate ?? point.insertedDate);
    const page = pageOf(ordered, query, ({ id }) => id);
    return c.json({ deviceDataPoints: page.items, ...nextPage(page) });
  });

  app.post('/devicedata', async (c) => {
    const points = await readBody(c, newPoints);
    const data = c.get('data');
    const now = toIso(clock.serverNow());
    for (const point of points) data.deviceData = persist(data.deviceData, point, data.scene.owner, now);
    return c.body(null, 200);
  });

  app.get('/devicedata/:id', (c) => {
    const found = c.get('data').deviceData.find(({ id }) => isSame(id, c.req.param('id')));
    if (found === undefined) throw refusal(404, 'Device data point not found.');
    return c.json(found);
  });

  app.delete('/devicedata/:id', (c) => {
    const data = c.get('data');
    const left = data.deviceData.filter(({ id }) => !isSame(id, c.req.param('id')));
    if (left.length === data.deviceData.length) throw refusal(404, 'Device data point not found.');
    data.deviceData = left;
    return c.body(null, 200);
  });
  return app;
}

type NewPoint = z.infer<typeof newPoints>[number];

/** What apps persist is in the namespace of the project; the same identifier and type again is an update. */
function persist(
  points: readonly DeviceDataPoint[],
  point: NewPoint,
  owner: { participantID: string; participantIdentifier: string },
  now: string,
): DeviceDataPoint[] {
  const isUpdateOf = (known: DeviceDataPoint): boolean =>
    point.identifier !== undefined &&
    known.namespace === 'Project' &&
    known.identifier === point.identifier &&
    known.type === point.type;
  const before = points.find(isUpdateOf);
  const { startDate, observationDate, ...fields } = point;
  const stored: DeviceDataPoint = {
    ...fields,
    id: before?.id ?? randomUUID(),
    namespace: 'Project',
    ...owner,
    ...(startDate === undefined ? {} : { startDate: toIso(startDate) }),
    ...(observationDate === undefined ? {} : { observationDate: toIso(observationDate) }),
    insertedDate: before?.insertedDate ?? now,
    modifiedDate: now,
  };
  return [...points.filter((known) => known !== before), stored];
}

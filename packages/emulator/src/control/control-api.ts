// The control API under /__emulator__/: faults, settings, revocation and state over HTTP.
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { EmulatorError } from '../emulator-error.js';
import { readFault } from '../faults/fault.js';
import { advanceClock, mostSeconds } from '../emulator-clock.js';
import { answerPage } from '../pages/page-files.js';
import { readControlState, type ControlStateSources } from './control-state.js';
import { defaultDataAvailability, defaultDataCollectionSettings } from '../population/data-collection.js';
import { createParticipantControl } from './participant-control.js';
import type { ParticipantViewSources } from './participant-view.js';
import { readBody, readJson } from './read-json-body.js';

const settingsSchema = z.strictObject({
  tokenLifetimeSeconds: z.int().min(1).optional(),
  clockOffsetSeconds: z.number().min(-mostSeconds).max(mostSeconds).optional(),
  rateLimit: z
    .strictObject({ limit: z.int().min(0), windowSeconds: z.int().min(1) })
    .nullable()
    .optional(),
  dataCollectionSettings: switchesOf(defaultDataCollectionSettings).optional(),
  dataAvailability: switchesOf(defaultDataAvailability).optional(),
});

const advanceSchema = z.strictObject({ seconds: z.number() });

const revocationSchema = z.strictObject({
  id: z.string().optional(),
  kind: z.enum(['service', 'participant']).optional(),
  participantIdentifier: z.string().optional(),
});

/** The control API. The app that mounts it must let only callers of this machine through. */
export function createControlApi(sources: ControlStateSources & ParticipantViewSources): Hono {
  const app = new Hono();
  app.get('/', () => answerPage('control.html'));
  app.get('/state', (c) => c.json(readControlState(sources)));

  app.post('/faults', async (c) => c.json(sources.faults.add(readFault(await readJson(c))), 201));
  app.delete('/faults', (c) => {
    sources.faults.clear();
    return c.body(null, 204);
  });
  app.delete('/faults/:id', (c) =>
    sources.faults.remove(c.req.param('id'))
      ? c.body(null, 204)
      : c.json({ message: 'There is no such fault.' }, 404),
  );

  app.post('/revoke', async (c) => {
    const { participantIdentifier, id, kind } = await readBody(c, revocationSchema);
    const filter = { ...(id === undefined ? {} : { id }), ...(kind === undefined ? {} : { kind }) };
    if (participantIdentifier === undefined) return c.json({ revoked: sources.issued.revoke(filter) });
    const participant = sources.participants.byIdentifier(participantIdentifier);
    if (participant === undefined) return c.json({ message: 'There is no such participant.' }, 404);
    return c.json({ revoked: sources.issued.revoke({ ...filter, participantId: participant.id }) });
  });

  app.post('/advance', async (c) => {
    advanceClock(sources.clock, (await readBody(c, advanceSchema)).seconds);
    return c.json(readControlState(sources).settings);
  });

  app.route('/', createParticipantControl(sources));

  app.patch('/settings', async (c) => {
    const settings = await readBody(c, settingsSchema);
    const { controls, faults } = sources;
    controls.dataCollectionSettings = settings.dataCollectionSettings ?? {};
    controls.dataAvailability = settings.dataAvailability ?? {};
    if (settings.tokenLifetimeSeconds !== undefined) {
      controls.tokenLifetimeSeconds = settings.tokenLifetimeSeconds;
    }
    if (settings.rateLimit !== undefined) controls.rateLimit = settings.rateLimit;
    if (settings.clockOffsetSeconds !== undefined) faults.clockOffsetSeconds = settings.clockOffsetSeconds;
    return c.json(readControlState(sources).settings);
  });

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof EmulatorError)) throw error;
    return c.json({ message: error.message, hint: error.hint }, 400);
  });
  return app;
}

/** Some of the switches there are, on or off. */
function switchesOf<Switches extends object>(known: Switches): z.ZodType<Partial<Switches>> {
  const fields = Object.keys(known).map((name) => [name, z.boolean().exactOptional()]);
  return z.strictObject(Object.fromEntries(fields)) as z.ZodType<Partial<Switches>>;
}

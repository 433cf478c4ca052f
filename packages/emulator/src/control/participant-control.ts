// The part of the control API that is about one participant: data by day, readings, connected accounts.
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '../api/refusal.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { Participant } from '../participant.js';
import { addReading } from '../population/add-reading.js';
import { connectAccount, externalAccountProviders } from '../population/external-accounts.js';
import { readReading } from '../population/reading.js';
import { readParticipantView, type ParticipantViewSources } from './participant-view.js';
import { readBody, readJson } from './read-json-body.js';

const connection = z.strictObject({ providerId: z.int() });

/** `/participants/{participantIdentifier}` and `/readings`. */
export function createParticipantControl(sources: ParticipantViewSources & { clock: EmulatorClock }): Hono {
  const { participants, records, clock } = sources;
  const app = new Hono();
  const find = (participantIdentifier: string): Participant => {
    const participant = participants.byIdentifier(participantIdentifier);
    if (participant === undefined) throw refusal(404, 'There is no such participant.');
    return participant;
  };

  app.get('/participants/:identifier', (c) =>
    c.json(readParticipantView(find(c.req.param('identifier')), sources)),
  );

  app.post('/readings', async (c) => {
    const { participantIdentifier, ...reading } = readReading(await readJson(c));
    return c.json(addReading(records.of(find(participantIdentifier)), reading), 201);
  });

  app.post('/participants/:identifier/accounts', async (c) => {
    const data = records.of(find(c.req.param('identifier')));
    const { providerId } = await readBody(c, connection);
    const provider = externalAccountProviders.find(({ id }) => id === providerId);
    if (provider === undefined) throw refusal(404, 'There is no such provider.');
    data.externalAccounts = connectAccount(data.externalAccounts, provider, clock.serverNow());
    return c.json(data.externalAccounts.at(-1), 201);
  });

  app.delete('/participants/:identifier/accounts/:id', (c) => {
    const data = records.of(find(c.req.param('identifier')));
    const left = data.externalAccounts.filter(({ id }) => String(id) !== c.req.param('id'));
    if (left.length === data.externalAccounts.length) throw refusal(404, 'There is no such account.');
    data.externalAccounts = left;
    return c.body(null, 204);
  });
  return app;
}

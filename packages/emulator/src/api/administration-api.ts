// What a service account may ask: the participants of its project, to find, add and update.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { EmulatorClock } from '../emulator-clock.js';
import type { Participant } from '../participant.js';
import { toIso } from '../population/scene.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import { requireBearer, type BearerContext } from './bearer.js';
import { someDemographics } from './demographics.js';
import type { ParticipantDirectory } from './participant-directory.js';
import { readBody } from './read-request.js';
import { refusal } from './refusal.js';

/** What the administration API works with. */
export interface AdministrationContext extends BearerContext {
  clock: EmulatorClock;
  participants: ParticipantDirectory;
  projectId: string;
}

const change = z.object({
  participantIdentifier: z
    .string({ error: 'the participantIdentifier is required' })
    .min(1, { error: 'the participantIdentifier is required' }),
  secondaryIdentifier: z.string().exactOptional(),
  demographics: someDemographics.exactOptional(),
  customFields: z.record(z.string(), z.string()).exactOptional(),
});

type Change = z.infer<typeof change>;

/**
 * The participant list, the look-up by identifier, and adding and updating, for service access tokens. The documents
 * name the collection's URL for both adding and updating, and the vendor's samples PUT there.
 */
export function createAdministrationApi(context: AdministrationContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use(requireBearer(context, 'service'));
  app.use('/projects/:projectId/*', async (c, next) => {
    if (c.req.param('projectId').toLowerCase() === context.projectId.toLowerCase()) return next();
    throw refusal(403, 'The service account has no access to this project.');
  });
  app.get('/projects/:projectId/participants', (c) => {
    const participants = context.participants.all();
    return c.json({ participants: participants.map(toWire), totalParticipants: participants.length });
  });
  const addOrUpdate = async (c: Context<EmulatorEnv>): Promise<Response> =>
    c.json(toWire(save(context, await readBody(c, change))));
  app.put('/projects/:projectId/participants', addOrUpdate);
  app.post('/projects/:projectId/participants', addOrUpdate);
  app.get('/projects/:projectId/participants/:participantIdentifier', (c) => {
    const participant = context.participants.byIdentifier(c.req.param('participantIdentifier'));
    if (participant === undefined) throw refusal(404, 'Participant not found.');
    return c.json(toWire(participant));
  });
  return app;
}

/** Updates the participant of this identifier with the fields that are given, or adds one. */
function save({ participants, clock }: AdministrationContext, given: Change): Participant {
  const known = participants.byIdentifier(given.participantIdentifier);
  if (known === undefined) return participants.add({ ...given, enrollmentDate: toIso(clock.serverNow()) });
  known.secondaryIdentifier = given.secondaryIdentifier ?? known.secondaryIdentifier;
  Object.assign(known.demographics, given.demographics);
  Object.assign(known.customFields, given.customFields);
  return known;
}

function toWire(participant: Participant): Record<string, unknown> {
  return {
    ...participant,
    enrolled: true,
    invitationStatus: 'approved',
    insertedDate: participant.enrollmentDate,
  };
}

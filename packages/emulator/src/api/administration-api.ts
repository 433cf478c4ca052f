// What a service account may ask: the participants of its project.
import { Hono } from 'hono';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import type { Participant } from '../participant.js';
import { requireBearer, type BearerContext } from './bearer.js';
import type { ParticipantDirectory } from './participant-directory.js';

/** What the administration API works with. */
export interface AdministrationContext extends BearerContext {
  participants: ParticipantDirectory;
  projectId: string;
}

/** The participant list and the look-up by identifier, for service access tokens. */
export function createAdministrationApi(context: AdministrationContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use(requireBearer(context, 'service'));
  app.use('/projects/:projectId/*', async (c, next) => {
    if (c.req.param('projectId').toLowerCase() === context.projectId.toLowerCase()) return next();
    return c.json({ message: 'The service account has no access to this project.' }, 403);
  });
  app.get('/projects/:projectId/participants', (c) => {
    const participants = context.participants.all();
    return c.json({ participants: participants.map(toWire), totalParticipants: participants.length });
  });
  app.get('/projects/:projectId/participants/:participantIdentifier', (c) => {
    const participant = context.participants.byIdentifier(c.req.param('participantIdentifier'));
    return participant === undefined
      ? c.json({ message: 'Participant not found.' }, 404)
      : c.json(toWire(participant));
  });
  return app;
}

function toWire(participant: Participant): Record<string, unknown> {
  return { ...participant, enrolled: true };
}

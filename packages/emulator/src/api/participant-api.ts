// What a participant's page may ask: the delegated API that the SDK calls.
import { Hono } from 'hono';
import type { EmulatorEnv } from '../emulator-env.js';
import type { Participant } from '../participant.js';
import type { Project } from '../project.js';
import { requireBearer, requireScope, type BearerContext } from './bearer.js';
import type { ParticipantDirectory } from './participant-directory.js';

/** What the participant API works with. */
export interface ParticipantApiContext extends BearerContext {
  participants: ParticipantDirectory;
  project: Project;
}

/** The delegated API, for participant access tokens. */
export function createParticipantApi(context: ParticipantApiContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.use(requireBearer(context, 'participant'));
  app.get('/participant', requireScope('Participant:read'), (c) => {
    const participant = context.participants.byId(c.get('token')?.participantId ?? '');
    return participant === undefined
      ? c.json({ message: 'Participant not found.' }, 404)
      : c.json(toParticipantInfo(participant, context.project.id));
  });
  app.get('/project', requireScope('Project:read'), (c) => c.json(context.project));
  return app;
}

function toParticipantInfo({ id, ...participant }: Participant, projectID: string): Record<string, unknown> {
  return { participantID: id, ...participant, projectID };
}

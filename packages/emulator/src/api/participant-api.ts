// What a participant's page may ask: the delegated API that the SDK calls.
import { Hono } from 'hono';
import type { Participant } from '../participant.js';
import type { Project } from '../project.js';
import type { IssuedTokens } from '../token-endpoint/issued-tokens.js';
import { requireBearer, type BearerEnv } from './bearer.js';
import type { ParticipantDirectory } from './participant-directory.js';

/** What the participant API works with. */
export interface ParticipantApiContext {
  issued: IssuedTokens;
  participants: ParticipantDirectory;
  project: Project;
}

/** The delegated API, for participant access tokens. */
export function createParticipantApi(context: ParticipantApiContext): Hono<BearerEnv> {
  const app = new Hono<BearerEnv>();
  app.use(requireBearer(context.issued, 'participant'));
  app.get('/participant', (c) => {
    const participant = context.participants.byId(c.get('token').participantId ?? '');
    return participant === undefined
      ? c.json({ message: 'Participant not found.' }, 404)
      : c.json(toParticipantInfo(participant, context.project.id));
  });
  app.get('/project', (c) => c.json(context.project));
  return app;
}

function toParticipantInfo({ id, ...participant }: Participant, projectID: string): Record<string, unknown> {
  return { participantID: id, ...participant, projectID };
}

// GET, POST and DELETE /session: who is signed in, sign in, sign out.
import type { Emulator } from '@mdh-tokens/emulator';
import { Hono } from 'hono';
import type { SessionAnswer, SignedInSession } from './answers.js';
import { readJsonObject } from './read-json-object.js';
import type { Sessions } from './sessions.js';

export function createSessionRoutes(emulator: Emulator, sessions: Sessions): Hono {
  const routes = new Hono();
  routes.get('/', (context) => context.json(describe(sessions.find(context.req.raw))));
  routes.post('/', async (context) => {
    const { participantIdentifier } = await readJsonObject(context.req.raw);
    // A real app checks a password here, or its identity provider did.
    const participant = emulator.participants.find(
      (candidate) => candidate.participantIdentifier === participantIdentifier,
    );
    if (participant === undefined)
      return context.json({ message: 'There is no such demo participant.' }, 400);
    return context.json(describe(sessions.begin(context, participant.participantIdentifier)));
  });
  routes.delete('/', (context) => {
    sessions.end(context);
    return context.json(describe(null));
  });
  return routes;
}

function describe(session: SignedInSession | null): SessionAnswer {
  return session === null ? { signedIn: false } : { signedIn: true, ...session };
}

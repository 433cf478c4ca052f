// The switches of the demo's control panel that work on the server's side.
import { EmulatorError, type Emulator } from '@mdh-tokens/emulator';
import { Hono, type MiddlewareHandler } from 'hono';
import type { DemoSettings } from './answers.js';
import { readJsonObject } from './read-json-object.js';
import type { Sessions } from './sessions.js';

/** The control panel's routes, and the fault that it can put in front of the authenticator. */
export interface DemoControls {
  routes: Hono;
  failAuthenticator: MiddlewareHandler;
}

export function createDemoControls(emulator: Emulator, sessions: Sessions): DemoControls {
  let authenticatorFails = false;
  const routes = new Hono();

  routes.get('/settings', (context) =>
    context.json({
      baseUrl: emulator.url,
      tokenLifetimeSeconds: emulator.tokenLifetimeSeconds,
      authenticatorFails,
      participants: emulator.participants.map(({ participantIdentifier, demographics }) => ({
        identifier: participantIdentifier,
        name: [demographics['firstName'], demographics['lastName']].join(' ').trim(),
      })),
    } satisfies DemoSettings),
  );

  routes.put('/token-lifetime', async (context) => {
    const { seconds } = await readJsonObject(context.req.raw);
    try {
      emulator.tokenLifetimeSeconds = Number(seconds);
    } catch (error) {
      if (!(error instanceof EmulatorError)) throw error;
      return context.json({ message: error.message }, 400);
    }
    return context.json({ tokenLifetimeSeconds: emulator.tokenLifetimeSeconds });
  });

  routes.put('/authenticator', async (context) => {
    const { fails } = await readJsonObject(context.req.raw);
    authenticatorFails = fails === true;
    return context.json({ authenticatorFails });
  });

  routes.post('/revocation', (context) => {
    const identifier = sessions.find(context.req.raw)?.participantIdentifier;
    const participant = emulator.participants.find((one) => one.participantIdentifier === identifier);
    if (participant === undefined) return context.json({ message: 'Nobody is signed in.' }, 401);
    return context.json({ revoked: emulator.revoke({ participantId: participant.id }) });
  });

  return {
    routes,
    failAuthenticator: async (context, next) => {
      if (!authenticatorFails) return next();
      // What an authenticator answers while MyDataHelps cannot be reached.
      return context.json(
        { error: 'unavailable', error_description: 'The demo makes the authenticator fail.' },
        503,
      );
    },
  };
}

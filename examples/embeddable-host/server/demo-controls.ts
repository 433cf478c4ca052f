// The switches of the demo's control panel that work on the server's side.
import { EmulatorError, type Emulator } from '@mdh-tokens/emulator';
import { Hono, type MiddlewareHandler } from 'hono';
import { authenticatorFaults, type AuthenticatorFault, type DemoSettings } from './answers.js';
import { readJsonObject } from './read-json-object.js';
import type { Sessions } from './sessions.js';

/** The control panel's routes, and the fault that it can put in front of the authenticator. */
export interface DemoControls {
  routes: Hono;
  failAuthenticator: MiddlewareHandler;
}

export function createDemoControls(emulator: Emulator, sessions: Sessions): DemoControls {
  let authenticatorFault: AuthenticatorFault | null = null;
  const routes = new Hono();

  routes.get('/settings', (context) =>
    context.json({
      baseUrl: emulator.url,
      tokenLifetimeSeconds: emulator.tokenLifetimeSeconds,
      authenticatorFault,
      emulatorPage: new URL('__emulator__/', emulator.url).href,
      besideUrl: besideUrl(context.req.url),
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
    const { fault } = await readJsonObject(context.req.raw);
    authenticatorFault = authenticatorFaults.find((known) => known === fault) ?? null;
    return context.json({ authenticatorFault });
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
      if (authenticatorFault === null) return next();
      const { signal } = context.req.raw;
      if (authenticatorFault === 'never-answers') await once(signal);
      const { status, error } = answers[authenticatorFault];
      return context.json({ error, error_description: 'The demo makes the authenticator fail.' }, status);
    },
  };
}

/** What an authenticator answers: MyDataHelps cannot be reached, nobody is there, this user has no participant. */
const answers = {
  unavailable: { status: 503, error: 'unavailable' },
  'never-answers': { status: 503, error: 'unavailable' },
  'not-found': { status: 404, error: 'not_found' },
  'no-participant': { status: 403, error: 'forbidden' },
} as const;

/** Until the caller gives up. */
function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Cookies are of a host name: under the other one, somebody else is signed in. */
function besideUrl(url: string): string {
  const beside = new URL('/', url);
  beside.hostname = beside.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return beside.href;
}

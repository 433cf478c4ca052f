// The app's own server: the page, sign-in, the authenticator, and the switches of the demo.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import type { Emulator } from '@mdh-tokens/emulator';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { createDemoControls } from './demo-controls.js';
import { requireLocalHost } from './require-local-host.js';
import type { PageFiles } from './page-files.js';
import { createPageRoutes } from './page-routes.js';
import { createSessionRoutes } from './session-routes.js';
import { createSessions } from './sessions.js';

/** The app of a server whose participants live in `emulator` and whose page is made of `files`. */
export function createDemoApp(emulator: Emulator, files: PageFiles): Hono {
  const sessions = createSessions();
  const controls = createDemoControls(emulator, sessions);

  const exchange = createTokenExchange({
    serviceAccount: emulator.serviceAccount,
    privateKey: emulator.privateKey,
    baseUrl: emulator.url,
    tokenUrl: emulator.tokenUrl,
    projectId: emulator.projectId,
    // One bar in the plot is one token of MyDataHelps: with the cache, a second tab could be handed the same one.
    cache: false,
  });
  const authenticator = createAuthenticator({
    exchange,
    participant: async (request) => {
      const session = sessions.find(request);
      return session === null ? null : { identifier: session.participantIdentifier };
    },
  });

  const app = new Hono();
  app.use(requireLocalHost);
  // The authenticator judges by itself where a request comes from.
  app.use('/session/*', csrf());
  app.use('/demo/*', csrf());
  app.route('/session', createSessionRoutes(emulator, sessions));
  app.route('/demo', controls.routes);
  app.use('/api/token', controls.failAuthenticator);
  app.all('/api/token', (context) => authenticator.fetch(context.req.raw));
  app.route('/', createPageRoutes(files, emulator.url));
  return app;
}

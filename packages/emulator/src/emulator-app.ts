// The routes of the emulator, put together.
import { Hono } from 'hono';
import { createAdministrationApi } from './api/administration-api.js';
import { allowAnyOrigin } from './api/cross-origin.js';
import { createParticipantApi } from './api/participant-api.js';
import type { ParticipantDirectory } from './api/participant-directory.js';
import type { Project } from './project.js';
import type { AssertionVerifier } from './token-endpoint/client-assertion.js';
import type { IssuedToken, IssuedTokens } from './token-endpoint/issued-tokens.js';
import { createTokenEndpoint, tokenPath } from './token-endpoint/token-endpoint.js';

/** Everything the routes share. */
export interface EmulatorContext {
  assertions: AssertionVerifier;
  issued: IssuedTokens;
  participants: ParticipantDirectory;
  project: Project;
  lifetimeSeconds: (kind: IssuedToken['kind']) => number;
  now: () => number;
}

/** The emulator as one app. */
export function createEmulatorApp(context: EmulatorContext): Hono {
  // The SDK's startSurvey and the vendor's Node quickstart both put two slashes after the host.
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname.replace(/^\/{2,}/, '/') });
  app.use(async (c, next) => {
    await next();
    c.header('Date', new Date(context.now()).toUTCString());
  });
  app.use('/api/*', allowAnyOrigin());
  app.route(
    tokenPath,
    createTokenEndpoint({ ...context, hasParticipant: (id) => context.participants.byId(id) !== undefined }),
  );
  app.route('/api/v1/administration', createAdministrationApi({ ...context, projectId: context.project.id }));
  app.route('/api/v1/delegated', createParticipantApi(context));
  app.notFound((c) => c.json({ message: `The emulator has no ${c.req.method} ${c.req.path}.` }, 404));
  return app;
}

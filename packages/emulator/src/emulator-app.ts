// The routes of the emulator, put together.
import { Hono, type MiddlewareHandler } from 'hono';
import { createAdministrationApi } from './api/administration-api.js';
import { allowAnyOrigin, allowAnyOriginToUpload } from './api/cross-origin.js';
import { createParticipantApi, type ParticipantApiContext } from './api/participant-api.js';
import { createPublicApi } from './api/public-api.js';
import { createControlApi } from './control/control-api.js';
import type { ControlStateSources } from './control/control-state.js';
import type { EmulatorEnv } from './emulator-env.js';
import { applyFaults } from './faults/apply-faults.js';
import type { Waits } from './faults/waits.js';
import { answerPageFile } from './pages/page-files.js';
import { createPresignedFiles } from './pages/presigned-files.js';
import { createProviderPages } from './pages/provider-pages.js';
import { createSurveyFrame, createSurveyLink } from './pages/survey-pages.js';
import type { AssertionVerifier } from './token-endpoint/client-assertion.js';
import { createTokenEndpoint, tokenPath } from './token-endpoint/token-endpoint.js';
import { readReason } from './traffic/refusal-reason.js';

/** Everything the routes share. */
export interface EmulatorContext extends ParticipantApiContext, ControlStateSources {
  assertions: AssertionVerifier;
  serviceTokenLifetimeSeconds: number;
  publicUrl: string | null;
  /** They end when the emulator is closed. */
  waits: Waits;
}

/** The emulator as one app. */
export function createEmulatorApp(context: EmulatorContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>({ getPath: (request) => toPath(new URL(request.url)) });
  app.route('/__emulator__', createControlApi(context, context.publicUrl));
  app.get('/assets/:name', async (c) => (await answerPageFile(c.req.param('name'))) ?? c.notFound());
  // Whoever opens the printed URL in a browser wants to see something.
  app.get('/', (c, next) =>
    c.req.header('accept')?.includes('text/html') === true
      ? Promise.resolve(c.redirect('/__emulator__/'))
      : next(),
  );
  app.use(logRequests(context));
  // Not for administration: a page that holds the service token has a leak to close.
  app.use('/api/:version/delegated/*', allowAnyOrigin());
  app.use('/api/:version/public/*', allowAnyOrigin());
  app.use('/uploads/*', allowAnyOriginToUpload());
  app.use(applyFaults(context.faults, context.waits));
  app.route(
    tokenPath,
    createTokenEndpoint({
      ...context,
      findParticipantId: (id) => context.participants.byId(id)?.id,
      lifetimeSeconds: (kind) =>
        kind === 'service' ? context.serviceTokenLifetimeSeconds : context.controls.tokenLifetimeSeconds,
    }),
  );
  app.route('/api/v1/administration', createAdministrationApi(context));
  app.route('/api/v1/public', createPublicApi(context));
  app.route('/api', createParticipantApi(context));
  app.route('/survey', createSurveyFrame(context));
  app.route('/mydatahelps', createSurveyLink(context));
  app.route('/providers', createProviderPages(context));
  app.route('/uploads', createPresignedFiles(context));
  app.notFound((c) => c.json({ message: `The emulator has no ${c.req.method} ${c.req.path}.` }, 404));
  app.onError((error) => {
    throw error;
  });
  return app;
}

/**
 * The path that routes see. Slashes too many at the front are one: the SDK's startSurvey and the vendor's Node
 * quickstart both put two after the host. A slash at the end is none.
 */
function toPath({ pathname }: URL): string {
  return pathname.replace(/^\/{2,}/, '/').replace(/(?<=.)\/$/, '');
}

function logRequests({ clock, log }: EmulatorContext): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const at = clock.now();
    let isAnswered = false;
    // Until the layers behind know better.
    c.set('endpoint', 'other');
    c.set('faultId', null);
    try {
      await next();
      isAnswered = c.get('isUnanswered') !== true;
      c.header('Date', new Date(clock.serverNow()).toUTCString());
    } finally {
      if (c.req.method !== 'OPTIONS') {
        log.add({
          at,
          method: c.req.method,
          path: c.req.path,
          endpoint: c.get('endpoint'),
          status: isAnswered ? c.res.status : 0,
          reason: isAnswered ? await readReason(c.res) : null,
          durationMs: clock.now() - at,
          tokenId: c.get('tokenId') ?? null,
          faultId: c.get('faultId'),
        });
      }
    }
  };
}

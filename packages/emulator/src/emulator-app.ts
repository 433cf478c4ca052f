// The routes of the emulator, put together.
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { tokenPath } from './addresses.js';
import { createAdministrationApi } from './api/administration-api.js';
import { allowAnyOrigin, allowAnyOriginToUpload } from './api/cross-origin.js';
import { createParticipantApi, type ParticipantApiContext } from './api/participant-api.js';
import { createPublicApi } from './api/public-api.js';
import { createControlApi } from './control/control-api.js';
import type { ControlStateSources } from './control/control-state.js';
import type { Waits } from './faults/waits.js';
import { answerPageFile } from './pages/page-files.js';
import { createPresignedFiles } from './pages/presigned-files.js';
import { createProviderPages } from './pages/provider-pages.js';
import { createSurveyFrame, createSurveyLink } from './pages/survey-pages.js';
import { recordPageCalls } from './recording/record-page-calls.js';
import type { RecordedCall } from './recording/recorded-call.js';
import type { AssertionVerifier } from './token-endpoint/client-assertion.js';
import { createTokenEndpoint } from './token-endpoint/token-endpoint.js';
import { applyFaults } from './traffic/apply-faults.js';
import type { EmulatorEnv } from './traffic/emulator-env.js';
import { createLocalNames, requireLocalHost, requireLocalPage } from './traffic/local-caller.js';
import { logCalls } from './traffic/log-calls.js';

/** Everything the routes share. */
export interface EmulatorContext extends ParticipantApiContext, ControlStateSources {
  assertions: AssertionVerifier;
  serviceTokenLifetimeSeconds: number;
  publicUrl: string | null;
  onCall: ((call: RecordedCall) => void) | null;
  /** They end when the emulator is closed. */
  waits: Waits;
}

/** The emulator as one app. */
export function createEmulatorApp(context: EmulatorContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>({ getPath: (request) => toPath(new URL(request.url)) });
  const names = createLocalNames(context.publicUrl);
  app.use(requireLocalHost(names));
  app.use('/__emulator__/*', ...requireLocalPage(names));
  app.route('/__emulator__', createControlApi(context));
  app.get('/assets/:name', async (c) => (await answerPageFile(c.req.param('name'))) ?? c.notFound());
  // A browser that opens the base URL is sent to the control page.
  app.get('/', (c, next) =>
    c.req.header('accept')?.includes('text/html') === true
      ? Promise.resolve(c.redirect('/__emulator__/'))
      : next(),
  );
  app.use(logCalls(context));
  // Not for administration: a page that holds the service token has a leak to close.
  app.use('/api/:version/delegated/*', allowAnyOrigin());
  app.use('/api/:version/public/*', allowAnyOrigin());
  app.use('/uploads/*', allowAnyOriginToUpload());
  app.use(applyFaults(context.waits));
  // Behind the faults: what is recorded is what MyDataHelps itself would answer.
  if (context.onCall !== null) {
    app.use('/api/:version/delegated/*', recordPageCalls(context, context.onCall));
  }
  addMyDataHelps(app, context);
  app.notFound((c) => c.json({ message: `The emulator has no ${c.req.method} ${c.req.path}.` }, 404));
  app.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return app;
}

/** What MyDataHelps itself has: everything here can be met by a fault. */
function addMyDataHelps(app: Hono<EmulatorEnv>, context: EmulatorContext): void {
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
}

/**
 * The path that routes see. Slashes too many at the front are one: the SDK's startSurvey and the vendor's Node
 * quickstart both put two after the host. A slash at the end is none.
 */
function toPath({ pathname }: URL): string {
  return pathname.replace(/^\/{2,}/, '/').replace(/(?<=.)\/$/, '');
}

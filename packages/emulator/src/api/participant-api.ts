// What a participant's page may ask: the delegated API that the SDK calls, in both versions.
import { Hono } from 'hono';
import type { ParticipantRecords } from '../population/participant-records.js';
import type { Project } from '../project.js';
import { refusal } from './refusal.js';
import { requireBearer, type BearerContext } from './bearer.js';
import type { ParticipantDirectory } from './participant-directory.js';
import type { ParticipantEnv, RoutesContext } from './participant-env.js';
import { createCustomRoutes, type CustomApi } from './routes/custom-routes.js';
import { createDeviceDataRoutes } from './routes/device-data-routes.js';
import { createDeviceDataV2Routes } from './routes/device-data-v2-routes.js';
import { createDeviceSummaryRoutes } from './routes/device-summary-routes.js';
import { createExternalAccountRoutes } from './routes/external-account-routes.js';
import type { AccountConnections } from './routes/account-connections.js';
import { createFileRoutes } from './routes/file-routes.js';
import type { Uploads } from './routes/uploads.js';
import { createInboxRoutes } from './routes/inbox-routes.js';
import { createNotificationRoutes } from './routes/notification-routes.js';
import { createParticipantRoutes } from './routes/participant-routes.js';
import { createSurveyRoutes } from './routes/survey-routes.js';

/** What the participant API works with. */
export interface ParticipantApiContext extends BearerContext, RoutesContext {
  participants: ParticipantDirectory;
  records: ParticipantRecords;
  project: Project;
  customApi: CustomApi;
  uploads: Uploads;
  connections: AccountConnections;
}

/** The delegated API under `/api`, for participant access tokens. */
export function createParticipantApi(context: ParticipantApiContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  app.use('/:version/delegated/*', requireBearer(context, 'participant'), async (c, next) => {
    const participant = context.participants.byId(c.get('token')?.participantId ?? '');
    if (participant === undefined) throw refusal(404, 'Participant not found.');
    c.set('participant', participant);
    c.set('data', context.records.of(participant));
    return next();
  });
  const versionOne = [
    createParticipantRoutes(context),
    createSurveyRoutes(),
    createNotificationRoutes(),
    createDeviceDataRoutes(context),
    createDeviceSummaryRoutes(context),
    createExternalAccountRoutes(context),
    createInboxRoutes(),
    createFileRoutes(context),
    createCustomRoutes(context),
  ];
  for (const routes of versionOne) app.route('/v1/delegated', routes);
  app.route('/v2/delegated', createDeviceDataV2Routes(context));
  return app;
}

// The participant, the project, and what the project collects.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { queryableDeviceDataTypes } from '../../population/data-collection.js';
import { dayMs, toIso } from '../../population/scene.js';
import type { Project } from '../../project.js';
import { requireScope } from '../bearer.js';
import type { ParticipantEnv, RoutesContext } from '../participant-env.js';
import { someDemographics } from '../demographics.js';
import { readBody } from '../read-request.js';

const changes = z.object({
  demographics: someDemographics.optional(),
  customFields: z.record(z.string(), z.string()).optional(),
});

/** `participant`, `project`, `datacollectionsettings`, `dataavailability`. */
export function createParticipantRoutes({
  project,
  controls,
}: RoutesContext & { project: Project }): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  app.get('/participant', requireScope('Participant:read'), (c) => c.json(participantInfo(c, project.id)));
  app.put('/participant', async (c) => {
    const change = await readBody(c, changes);
    const participant = c.get('participant');
    Object.assign(participant.demographics, change.demographics);
    Object.assign(participant.customFields, change.customFields);
    return c.json(participantInfo(c, project.id));
  });
  app.get('/project', requireScope('Project:read'), (c) => c.json(project));
  app.get('/datacollectionsettings', requireScope('DataCollectionSettings:read'), (c) =>
    c.json({
      ...controls.dataCollectionSettings,
      queryableDeviceDataTypes: queryableDeviceDataTypes(controls.dataCollectionSettings),
      sensorDataCollectionEndDate: toIso(c.get('data').scene.now + 365 * dayMs),
    }),
  );
  app.get('/dataavailability', (c) => c.json(controls.dataAvailability));
  return app;
}

function participantInfo(c: Context<ParticipantEnv>, projectID: string): Record<string, unknown> {
  const { id, ...participant } = c.get('participant');
  return { participantID: id, ...participant, projectID };
}

// The participant, the project, and what the project collects.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { deviceDataTypes } from '../../population/device-data.js';
import { dayMs, toIso } from '../../population/scene.js';
import type { Project } from '../../project.js';
import { requireScope } from '../bearer.js';
import type { ParticipantEnv } from '../participant-env.js';
import { readBody } from '../read-request.js';

const demographics = [
  'email',
  'mobilePhone',
  'firstName',
  'middleName',
  'lastName',
  'dateOfBirth',
  'gender',
  'preferredLanguage',
  'street1',
  'street2',
  'city',
  'state',
  'postalCode',
  'utcOffset',
  'unsubscribedFromEmails',
  'timeZone',
  'unsubscribedFromSms',
] as const;

const changes = z.object({
  demographics: z
    .partialRecord(z.enum(demographics), z.string(), { error: 'expected known demographics, all text' })
    .optional(),
  customFields: z.record(z.string(), z.string()).optional(),
});

/** `participant`, `project`, `datacollectionsettings`, `dataavailability`. */
export function createParticipantRoutes(project: Project): Hono<ParticipantEnv> {
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
    c.json(dataCollectionSettings(c.get('data').scene.now)),
  );
  app.get('/dataavailability', (c) => c.json({ appleHealthRecords: false, healthConnectPhr: false }));
  return app;
}

function participantInfo(c: Context<ParticipantEnv>, projectID: string): Record<string, unknown> {
  const { id, ...participant } = c.get('participant');
  return { participantID: id, ...participant, projectID };
}

function dataCollectionSettings(now: number): Record<string, unknown> {
  return {
    fitbitEnabled: true,
    googleHealthEnabled: false,
    ehrEnabled: true,
    garminEnabled: false,
    dexcomEnabled: false,
    omronEnabled: false,
    airQualityEnabled: false,
    weatherEnabled: false,
    queryableDeviceDataTypes: deviceDataTypes,
    sensorDataCollectionEndDate: toIso(now + 365 * dayMs),
    appleHealthRecordsEnabled: false,
    appleHealthEnabled: true,
    googleFitEnabled: false,
    healthConnectEnabled: true,
    ouraEnabled: false,
  };
}

// The survey frame: the page, the survey it shows, and where its answers go.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { answerApiError, ApiError } from '../api/api-error.js';
import { requireBearer, type BearerContext } from '../api/bearer.js';
import type { ParticipantDirectory } from '../api/participant-directory.js';
import type { ParticipantEnv } from '../api/participant-env.js';
import { readBody } from '../api/read-request.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorEnv } from '../emulator-env.js';
import type { ParticipantData, ParticipantRecords } from '../population/participant-data.js';
import { toIso } from '../population/scene.js';
import { addResult } from '../population/survey-records.js';
import { findSurvey, type Survey } from '../population/surveys.js';
import { answerPage } from './page-files.js';

/** What the survey frame works with. */
export interface SurveyPagesContext extends BearerContext {
  participants: ParticipantDirectory;
  records: ParticipantRecords;
  clock: EmulatorClock;
}

const finishedSurvey = z.object({
  answers: z.record(z.string(), z.array(z.string().max(5000))),
  event: z.string().optional(),
  editResultID: z.string().optional(),
});

/** `/survey`, for the frame of `startSurvey`: it asks the page that frames it for the token. */
export function createSurveyFrame(context: SurveyPagesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  app.onError(answerApiError);
  app.get('/', () => answerPage('survey.html', '*'));
  app.use('/:name/*', requireBearer(context, 'participant'), async (c, next) => {
    const participant = context.participants.byId(c.get('token')?.participantId ?? '');
    if (participant === undefined) throw new ApiError(404, 'Participant not found.');
    c.set('data', context.records.of(participant));
    return next();
  });
  app.get('/:name/definition', (c) => c.json(surveyOf(c.req.param('name'))));
  app.post('/:name/results', async (c) => {
    const survey = surveyOf(c.req.param('name'));
    const finished = await readBody(c, finishedSurvey);
    return c.json(fileResult(c.get('data'), survey, finished, context.clock.serverNow()), 201);
  });
  return app;
}

/** `/mydatahelps/{link}/surveylink/{name}`, for `startEmbeddedSurvey`: the link itself says who answers. */
export function createSurveyLink(context: SurveyPagesContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.onError(answerApiError);
  const dataOf = (link: string): ParticipantData => {
    const found = context.participants
      .all()
      .find(
        (participant) =>
          participant.linkIdentifier === link ||
          context.records.of(participant).surveys.tasks.some((task) => task.linkIdentifier === link),
      );
    if (found === undefined) throw new ApiError(404, 'There is no such survey link.');
    return context.records.of(found);
  };
  app.get('/:link/surveylink/:name', () => answerPage('survey.html', '*'));
  app.get('/:link/surveylink/:name/definition', (c) => {
    dataOf(c.req.param('link'));
    return c.json(surveyOf(c.req.param('name')));
  });
  app.post('/:link/surveylink/:name/results', async (c) => {
    const data = dataOf(c.req.param('link'));
    const survey = surveyOf(c.req.param('name'));
    const finished = await readBody(c, finishedSurvey);
    return c.json(fileResult(data, survey, finished, context.clock.serverNow()), 201);
  });
  return app;
}

function surveyOf(name: string): Survey {
  const survey = findSurvey(name);
  if (survey === undefined) throw new ApiError(404, 'There is no such survey.');
  return survey;
}

/** Files the answers, and marks the open task of the survey as done. */
function fileResult(
  data: ParticipantData,
  survey: Survey,
  { answers, event, editResultID }: z.infer<typeof finishedSurvey>,
  at: number,
): { resultID: string } {
  const { surveys, inbox, scene } = data;
  if (editResultID !== undefined) {
    surveys.results = surveys.results.filter(({ id }) => id !== editResultID);
    surveys.answers = surveys.answers.filter(({ surveyResultID }) => surveyResultID !== editResultID);
  }
  const task = surveys.tasks.findLast(
    ({ surveyID, status }) => surveyID === survey.surveyID && status === 'incomplete',
  );
  const result = addResult(surveys, {
    id: editResultID ?? randomUUID(),
    owner: scene.owner,
    survey,
    at,
    answers,
    ...(task === undefined ? {} : { task }),
    ...(event === undefined ? {} : { event }),
  });
  if (task !== undefined) {
    Object.assign(task, { status: 'complete', endDate: toIso(at), modifiedDate: toIso(at) });
    const item = inbox.find(({ id }) => id === task.id);
    if (item !== undefined) Object.assign(item, { status: 'complete', isNew: false });
  }
  return { resultID: result.id };
}

// The survey frame: the page, the survey it shows, and who it is that answers.
import { Hono } from 'hono';
import { refusal } from '../api/refusal.js';
import { requireBearer, type BearerContext } from '../api/bearer.js';
import type { ParticipantDirectory } from '../api/participant-directory.js';
import type { ParticipantEnv } from '../api/participant-env.js';
import { readBody } from '../api/read-request.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { EmulatorEnv } from '../traffic/emulator-env.js';
import type { ParticipantData } from '../population/participant-data.js';
import type { ParticipantRecords } from '../population/participant-records.js';
import { findSurvey, type Survey } from '../population/surveys.js';
import { fileResult, finishedSurvey } from './finished-survey.js';
import { answerPage } from './page-files.js';

/** What the survey frame works with. */
export interface SurveyPagesContext extends BearerContext {
  participants: ParticipantDirectory;
  records: ParticipantRecords;
  clock: EmulatorClock;
}

/** `/survey`, for the frame of `startSurvey`: it asks the page that frames it for the token. */
export function createSurveyFrame(context: SurveyPagesContext): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();
  app.get('/', () => answerPage('survey.html', '*'));
  app.use('/:name/*', requireBearer(context, 'participant'), async (c, next) => {
    const participant = context.participants.byId(c.get('token')?.participantId ?? '');
    if (participant === undefined) throw refusal(404, 'Participant not found.');
    c.set('data', context.records.of(participant));
    return next();
  });
  app.get('/:name/definition', (c) => c.json(surveyOf(c.req.param('name'))));
  app.post('/:name/results', async (c) => {
    const survey = surveyOf(c.req.param('name'));
    const finished = await readBody(c, finishedSurvey);
    const { id } = fileResult(c.get('data'), { survey, finished, at: context.clock.serverNow() });
    return c.json({ resultID: id }, 201);
  });
  return app;
}

/** `/mydatahelps/{link}/surveylink/{name}`, for `startEmbeddedSurvey`: the link itself says who answers. */
export function createSurveyLink(context: SurveyPagesContext): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const dataOf = (link: string): ParticipantData => {
    const found = context.participants
      .all()
      .find(
        (participant) =>
          participant.linkIdentifier === link ||
          context.records.of(participant).surveys.tasks.some((task) => task.linkIdentifier === link),
      );
    if (found === undefined) throw refusal(404, 'There is no such survey link.');
    return context.records.of(found);
  };
  app.get('/:link/surveylink/:name', () => answerPage('survey.html', '*'));
  app.get('/:link/surveylink/:name/definition', (c) => {
    dataOf(c.req.param('link'));
    return c.json(surveyOf(c.req.param('name')));
  });
  app.post('/:link/surveylink/:name/results', async (c) => {
    const link = c.req.param('link');
    const data = dataOf(link);
    const survey = surveyOf(c.req.param('name'));
    const finished = await readBody(c, finishedSurvey);
    const { id } = fileResult(data, { survey, finished, link, at: context.clock.serverNow() });
    return c.json({ resultID: id }, 201);
  });
  return app;
}

function surveyOf(name: string): Survey {
  const survey = findSurvey(name);
  if (survey === undefined) throw refusal(404, 'There is no such survey.');
  return survey;
}

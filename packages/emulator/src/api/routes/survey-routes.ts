// Survey tasks, results and answers.
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '../refusal.js';
import { requireScope } from '../bearer.js';
import { isBetween, isOneOf, isSame, newestFirst } from '../../matching.js';
import { nextPage, pageOf, pagingQuery } from '../paging.js';
import type { ParticipantEnv } from '../participant-env.js';
import { instant, listOf, listOfWords, readQuery } from '../read-request.js';

const tasksQuery = z.object({
  ...pagingQuery,
  status: listOfWords(['incomplete', 'closed', 'complete']).optional(),
  surveyID: z.string().optional(),
  surveyName: listOf.optional(),
  surveyCategory: z.string().optional(),
  linkIdentifier: z.string().optional(),
  sortOrder: z.enum(['descending', 'ascending']).optional(),
  event: listOf.optional(),
});

const resultsQuery = z.object({
  ...pagingQuery,
  surveyID: z.string().optional(),
  surveyName: listOf.optional(),
  after: instant.optional(),
  before: instant.optional(),
  insertedAfter: instant.optional(),
  insertedBefore: instant.optional(),
  event: listOf.optional(),
});

const answersQuery = resultsQuery.extend({
  surveyResultID: z.string().optional(),
  stepIdentifier: listOf.optional(),
  resultIdentifier: listOf.optional(),
  answer: listOf.optional(),
});

/** `surveytasks`, `surveyanswers`, `surveyresults`. */
export function createSurveyRoutes(): Hono<ParticipantEnv> {
  const app = new Hono<ParticipantEnv>();

  app.get('/surveytasks', requireScope('SurveyTasks:read'), (c) => {
    const query = readQuery(c, tasksQuery);
    const fitting = newestFirst(c.get('data').surveys.tasks, (task) => task.insertedDate).filter(
      (task) =>
        isOneOf(task.status, query.status) &&
        isSame(task.surveyID, query.surveyID) &&
        isOneOf(task.surveyName, query.surveyName) &&
        isSame(task.surveyCategory, query.surveyCategory) &&
        isSame(task.linkIdentifier, query.linkIdentifier) &&
        isOneOf(task.event, query.event),
    );
    const ordered = query.sortOrder === 'ascending' ? fitting.toReversed() : fitting;
    const page = pageOf(ordered, query, (task) => task.id);
    return c.json({ surveyTasks: page.items, ...nextPage(page) });
  });

  app.get('/surveyanswers', requireScope('SurveyAnswers:read'), (c) => {
    const query = readQuery(c, answersQuery);
    const fitting = newestFirst(c.get('data').surveys.answers, (answer) => answer.date).filter(
      (answer) =>
        fitsResult(answer, query) &&
        isSame(answer.surveyResultID, query.surveyResultID) &&
        isOneOf(answer.stepIdentifier, query.stepIdentifier) &&
        isOneOf(answer.resultIdentifier, query.resultIdentifier) &&
        (query.answer === undefined || answer.answers.some((text) => isOneOf(text, query.answer))),
    );
    const page = pageOf(fitting, query, (answer) => answer.id);
    return c.json({ surveyAnswers: page.items, ...nextPage(page) });
  });

  app.get('/surveyresults', (c) => {
    const query = readQuery(c, resultsQuery);
    const results = newestFirst(c.get('data').surveys.results, (result) => result.date);
    const page = pageOf(
      results.filter((result) => fitsResult(result, query)),
      query,
      (result) => result.id,
    );
    return c.json({ surveyResults: page.items, ...nextPage(page) });
  });

  app.delete('/surveyresults/:id', (c) => {
    const { surveys } = c.get('data');
    const id = c.req.param('id');
    const index = surveys.results.findIndex((result) => isSame(result.id, id));
    if (index < 0) throw refusal(404, 'Survey result not found.');
    surveys.results.splice(index, 1);
    surveys.answers = surveys.answers.filter((answer) => !isSame(answer.surveyResultID, id));
    return c.body(null, 200);
  });
  return app;
}

interface Dated {
  surveyID: string;
  surveyName: string;
  date: string;
  insertedDate: string;
  event?: string;
}

function fitsResult(record: Dated, query: z.infer<typeof resultsQuery>): boolean {
  return (
    isSame(record.surveyID, query.surveyID) &&
    isOneOf(record.surveyName, query.surveyName) &&
    isBetween(record.date, query.after, query.before) &&
    isBetween(record.insertedDate, query.insertedAfter, query.insertedBefore) &&
    isOneOf(record.event, query.event)
  );
}

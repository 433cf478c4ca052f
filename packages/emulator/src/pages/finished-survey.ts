// A finished survey: what the frame sends in, and how it becomes a result and a task that is done.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refusal } from '../api/refusal.js';
import type { ParticipantData } from '../population/participant-data.js';
import { toIso } from '../population/scene.js';
import {
  addResult,
  type SurveyRecords,
  type SurveyResult,
  type SurveyTask,
} from '../population/survey-records.js';
import type { Survey } from '../population/surveys.js';

/** What the frame sends in. */
export interface SentSurvey {
  /** By `resultIdentifier`. */
  answers: Record<string, string[]>;
  event?: string | undefined;
  /** The result that these answers replace. */
  editResultID?: string | undefined;
}

/** The schema of what the frame sends in. */
export const finishedSurvey: z.ZodType<SentSurvey> = z.object({
  answers: z.record(z.string(), z.array(z.string().max(5000))),
  event: z.string().optional(),
  editResultID: z.string().optional(),
});

/** Where a finished survey came from. */
export interface Submission {
  survey: Survey;
  finished: SentSurvey;
  /** The survey link it was taken over; without one it was taken in the frame of `startSurvey`. */
  link?: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * Files the answers and marks the task they are for as done. Edited answers take the place of the earlier ones and
 * stay with the task of those: they do not do another one.
 *
 * @throws {HTTPException} 404 when there is no such result to edit
 */
export function fileResult(data: ParticipantData, { survey, finished, link, at }: Submission): SurveyResult {
  const { surveys } = data;
  const { answers, editResultID } = finished;
  const edited = editResultID === undefined ? undefined : takeOut(surveys, survey, editResultID);
  const task =
    edited === undefined
      ? openTaskOf(surveys, survey, link)
      : surveys.tasks.find(({ id }) => id === edited.taskID);
  const event = finished.event ?? edited?.event;
  if (task?.status === 'incomplete') markDone(data, task, toIso(at));
  return addResult(surveys, {
    id: edited?.id ?? randomUUID(),
    owner: data.scene.owner,
    survey,
    at,
    answers,
    ...(task === undefined ? {} : { task }),
    ...(event === undefined ? {} : { event }),
  });
}

function takeOut(surveys: SurveyRecords, survey: Survey, resultID: string): SurveyResult {
  const found = surveys.results.find(({ id, surveyID }) => id === resultID && surveyID === survey.surveyID);
  if (found === undefined) throw refusal(404, 'There is no such result of this survey to edit.');
  surveys.results = surveys.results.filter((result) => result !== found);
  surveys.answers = surveys.answers.filter(({ surveyResultID }) => surveyResultID !== found.id);
  return found;
}

/** The task that the link is for, or else the newest open one of the survey. */
function openTaskOf({ tasks }: SurveyRecords, survey: Survey, link?: string): SurveyTask | undefined {
  const open = tasks.filter(
    ({ surveyID, status }) => surveyID === survey.surveyID && status === 'incomplete',
  );
  const isLinkOfTask = tasks.some(({ linkIdentifier }) => linkIdentifier === link);
  return isLinkOfTask ? open.find(({ linkIdentifier }) => linkIdentifier === link) : open.at(-1);
}

function markDone({ inbox }: ParticipantData, task: SurveyTask, date: string): void {
  Object.assign(task, { status: 'complete', endDate: date, modifiedDate: date });
  const item = inbox.find(({ id }) => id === task.id);
  if (item !== undefined) Object.assign(item, { status: 'complete', isNew: false });
}

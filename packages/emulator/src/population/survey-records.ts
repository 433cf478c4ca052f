// A participant's surveys: the tasks to do, and the results with their answers.
import { guidFrom } from '../participant.js';
import { dayMs, hourMs, toIso, type Scene } from './scene.js';
import { surveys, type Survey, type SurveyStep } from './surveys.js';

/** A schedule, as tasks and results name it. */
export interface ScheduleMetadata {
  id: string;
  name: string;
  category?: string;
  interval?: number;
  intervalType?: 'days' | 'weeks' | 'months' | 'years';
}

/** A survey to be taken, or taken. */
export interface SurveyTask {
  id: string;
  participantID: string;
  participantIdentifier: string;
  linkIdentifier: string;
  surveyID: string;
  surveyName: string;
  surveyCategory: string;
  surveyDisplayName: string;
  surveyDescription: string;
  startDate?: string;
  endDate?: string;
  status: 'incomplete' | 'closed' | 'complete';
  hasSavedProgress: boolean;
  dueDate?: string;
  insertedDate: string;
  modifiedDate: string;
  schedule?: ScheduleMetadata;
  event?: string;
}

/** A survey that was finished. */
export interface SurveyResult {
  id: string;
  participantID: string;
  participantIdentifier: string;
  taskID?: string;
  surveyID: string;
  surveyVersion: number;
  surveyName: string;
  surveyDisplayName: string;
  date: string;
  insertedDate: string;
  event?: string;
  userType: string;
}

/** The answer to one question. */
export interface SurveyAnswer {
  id: string;
  participantID: string;
  participantIdentifier: string;
  surveyResultID: string;
  surveyID: string;
  surveyVersion: number;
  taskID?: string;
  surveyName: string;
  surveyDisplayName: string;
  date: string;
  stepIdentifier: string;
  resultIdentifier: string;
  answers: string[];
  insertedDate: string;
  type: string;
  event?: string;
}

/** What a participant has to do with surveys. */
export interface SurveyRecords {
  tasks: SurveyTask[];
  results: SurveyResult[];
  answers: SurveyAnswer[];
}

/** Two weeks of check-ins, four weekly reviews, the baseline: most of them done, the last ones open. */
export function generateSurveyRecords(scene: Scene): SurveyRecords {
  const records: SurveyRecords = { tasks: [], results: [], answers: [] };
  const [daily, weekly, baseline] = surveys;
  const random = scene.random('surveys');
  const assign = (survey: Survey | undefined, daysAgo: number, done: boolean): void => {
    if (survey === undefined) return;
    const task = createTask(scene, survey, scene.now - daysAgo * dayMs);
    records.tasks.push(task);
    if (done) finish(scene, records, task, survey, scene.now - daysAgo * dayMs + 2 * hourMs);
    else if (daysAgo > 1) task.status = 'closed';
  };
  assign(baseline, 80, true);
  for (const weeksAgo of [4, 3, 2, 1]) assign(weekly, weeksAgo * 7, random.chance(0.7));
  for (let daysAgo = 14; daysAgo >= 0; daysAgo -= 1)
    assign(daily, daysAgo, daysAgo > 0 && random.chance(0.8));
  return records;
}

function createTask(scene: Scene, survey: Survey, insertedAt: number): SurveyTask {
  const name = `task:${survey.surveyID}:${Math.round((scene.now - insertedAt) / dayMs)}`;
  const inserted = toIso(insertedAt);
  const daily = survey.surveyCategory === 'Daily';
  return {
    id: scene.guid(name),
    ...scene.owner,
    linkIdentifier: scene.guid(`${name}:link`),
    surveyID: survey.surveyID,
    surveyName: survey.surveyName,
    surveyCategory: survey.surveyCategory,
    surveyDisplayName: survey.surveyDisplayName,
    surveyDescription: survey.surveyDescription,
    startDate: inserted,
    status: 'incomplete',
    hasSavedProgress: false,
    dueDate: toIso(insertedAt + (daily ? 1 : 7) * dayMs),
    insertedDate: inserted,
    modifiedDate: inserted,
    schedule: {
      id: scene.guid(`schedule:${survey.surveyID}`),
      name: `${survey.surveyDisplayName} schedule`,
      category: survey.surveyCategory,
      interval: 1,
      intervalType: daily ? 'days' : 'weeks',
    },
  };
}

function finish(scene: Scene, records: SurveyRecords, task: SurveyTask, survey: Survey, at: number): void {
  const random = scene.random(`answers:${task.id}`);
  task.status = 'complete';
  task.endDate = toIso(at);
  task.modifiedDate = toIso(at);
  const answerOf = (step: SurveyStep): string[] => {
    if (step.type === 'scale') return [String(random.int(2, 9))];
    if (step.type === 'text') return random.chance(0.3) ? ['Slept badly, fine otherwise.'] : [];
    return [random.pick(step.choices ?? [''])];
  };
  const answers = Object.fromEntries(survey.steps.map((step) => [step.resultIdentifier, answerOf(step)]));
  addResult(records, { id: scene.guid(`result:${task.id}`), owner: scene.owner, survey, task, at, answers });
}

/** A finished survey, before it is filed. */
export interface FinishedSurvey {
  id: string;
  owner: Scene['owner'];
  survey: Survey;
  task?: SurveyTask;
  event?: string;
  /** Epoch milliseconds. */
  at: number;
  /** By `resultIdentifier`. */
  answers: Record<string, string[]>;
}

/** Files a finished survey as a result and its answers. */
export function addResult(records: SurveyRecords, finished: FinishedSurvey): SurveyResult {
  const { survey, owner, task } = finished;
  const date = toIso(finished.at);
  const event = finished.event ?? task?.event;
  const shared = {
    ...owner,
    ...(task === undefined ? {} : { taskID: task.id }),
    ...(event === undefined ? {} : { event }),
    surveyID: survey.surveyID,
    surveyVersion: survey.surveyVersion,
    surveyName: survey.surveyName,
    surveyDisplayName: survey.surveyDisplayName,
    date,
    insertedDate: date,
  };
  const result: SurveyResult = { id: finished.id, ...shared, userType: 'Participant' };
  records.results.push(result);
  for (const step of survey.steps) {
    records.answers.push({
      id: guidFrom(`${finished.id}:${step.resultIdentifier}`),
      surveyResultID: finished.id,
      ...shared,
      stepIdentifier: step.stepIdentifier,
      resultIdentifier: step.resultIdentifier,
      answers: finished.answers[step.resultIdentifier] ?? [],
      type: { choice: 'TextChoice', scale: 'Scale', text: 'Text' }[step.type],
    });
  }
  return result;
}

// A survey that was sent in: which task it does, and what becomes of earlier answers. Over HTTP, as the frame sends it.
import { describe, expect, it } from 'vitest';
import type { Emulator, ParticipantData } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';

type Task = ParticipantData['surveys']['tasks'][number];

const mood = (answer: string): unknown => ({ answers: { mood: [answer] } });

function send(emulator: Emulator, path: string, body: unknown): Promise<Response> {
  const { access_token } = emulator.issueToken('MDH-1001');
  return fetch(new URL(path, emulator.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The only tasks of MDH-1001: open daily check-ins of these names, oldest first. */
function openTasks(emulator: Emulator, ...names: string[]): Task[] {
  const { tasks } = emulator.dataOf('MDH-1001').surveys;
  const daily = tasks.find(({ surveyName }) => surveyName === 'Daily Check-in')!;
  const open = names.map((name): Task => ({
    ...daily,
    id: `task-${name}`,
    linkIdentifier: `link-${name}`,
    status: 'incomplete',
  }));
  tasks.splice(0, tasks.length, ...open);
  return open;
}

const statusOf = (tasks: readonly Task[]): string[] => tasks.map(({ status }) => status);

describe('a finished survey', () => {
  it('does the newest open task', async () => {
    const emulator = await listeningEmulator();
    const tasks = openTasks(emulator, 'monday', 'tuesday');
    expect((await send(emulator, 'survey/Daily%20Check-in/results', mood('Well'))).status).toBe(201);
    expect(statusOf(tasks)).toEqual(['incomplete', 'complete']);
  });

  it('does the task whose link it was taken over, and no other', async () => {
    const emulator = await listeningEmulator();
    const tasks = openTasks(emulator, 'monday', 'tuesday');
    const path = 'mydatahelps/link-monday/surveylink/Daily%20Check-in/results';
    await send(emulator, path, mood('Well'));
    expect(statusOf(tasks)).toEqual(['complete', 'incomplete']);
    expect(emulator.dataOf('MDH-1001').surveys.results.at(-1)).toMatchObject({ taskID: 'task-monday' });
    await send(emulator, path, mood('Unwell'));
    expect(statusOf(tasks)).toEqual(['complete', 'incomplete']);
  });

  it('that edits earlier answers takes their place and does no other task', async () => {
    const emulator = await listeningEmulator();
    const { surveys } = emulator.dataOf('MDH-1001');
    openTasks(emulator, 'monday');
    await send(emulator, 'survey/Daily%20Check-in/results', {
      ...(mood('Well') as object),
      event: 'visit-1',
    });
    const [done] = surveys.tasks;
    const { id } = surveys.results.at(-1)!;
    surveys.tasks.push({ ...done!, id: 'task-tuesday', status: 'incomplete' });

    const answer = await send(emulator, 'survey/Daily%20Check-in/results', {
      ...(mood('Unwell') as object),
      editResultID: id,
    });
    expect(await answer.json()).toEqual({ resultID: id });
    expect(statusOf(surveys.tasks)).toEqual(['complete', 'incomplete']);
    expect(surveys.results.filter((result) => result.id === id)).toMatchObject([
      { taskID: 'task-monday', event: 'visit-1' },
    ]);
    const answers = surveys.answers.filter(({ surveyResultID }) => surveyResultID === id);
    expect(answers.find(({ resultIdentifier }) => resultIdentifier === 'mood')?.answers).toEqual(['Unwell']);
    expect(answers).toHaveLength(3);
  });

  it.each(['Weekly%20Review', 'Daily%20Check-in'])('of %s cannot edit what is not there', async (name) => {
    const emulator = await listeningEmulator();
    const { surveys } = emulator.dataOf('MDH-1001');
    const before = JSON.stringify(surveys);
    const baseline = surveys.results.find(({ surveyName }) => surveyName === 'Baseline')!;
    const body = { answers: {}, editResultID: baseline.id };
    expect((await send(emulator, `survey/${name}/results`, body)).status).toBe(404);
    expect(JSON.stringify(surveys)).toBe(before);
  });
});

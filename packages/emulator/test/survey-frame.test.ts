// Surveys in the SDK's own frame, in Chromium: taken to the end, and their answers found afterwards.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator, Page } from 'playwright-core';
import { createEmulator, type Emulator } from '../src/index.js';
import { findViolations } from './find-violations.js';
import { handOver, startSdkHost, type SdkHost } from './sdk-host.js';

let emulator: Emulator;
let host: SdkHost;

beforeAll(async () => {
  emulator = createEmulator();
  await emulator.listen();
  host = await startSdkHost();
}, 60_000);

afterAll(async () => {
  await host.close();
  await emulator.close();
});

interface Sdk {
  on(event: string, listener: (event: unknown) => void): void;
  startSurvey(name: string, options?: object): void;
  startEmbeddedSurvey(link: string, name: string, language: string): Promise<unknown>;
}

type HostWindow = Window & { MyDataHelps: Sdk; finished?: unknown };

async function startSurvey(page: Page, name: string, options: object = {}): Promise<FrameLocator> {
  await page.evaluate(
    ([surveyName, surveyOptions]) => {
      const self = window as unknown as HostWindow;
      self.MyDataHelps.on('surveyDidFinish', (event) => (self.finished = event));
      self.MyDataHelps.startSurvey(surveyName, surveyOptions);
    },
    [name, options] as const,
  );
  return page.frameLocator('#mydatahelps-survey-frame');
}

const finished = async (page: Page): Promise<unknown> => {
  await page.waitForFunction(() => (window as unknown as HostWindow).finished !== undefined);
  return page.evaluate(() => (window as unknown as HostWindow).finished);
};

function openTasks(): number {
  const { tasks } = emulator.dataOf('MDH-1001').surveys;
  return tasks.filter(({ status, surveyName }) => status === 'incomplete' && surveyName === 'Daily Check-in')
    .length;
}

async function answerDailyCheckIn(frame: FrameLocator): Promise<void> {
  await frame.getByRole('heading', { name: 'Daily check-in' }).waitFor();
  await frame.getByLabel('As usual').check();
  await frame.getByLabel('7', { exact: true }).check();
  await frame.getByLabel('Anything we should know?').fill('A walk, and rain.');
}

describe('the survey frame', () => {
  it('runs to the end across a token refresh, and the answers can be queried', async () => {
    const page = await host.open(emulator);
    const openBefore = openTasks();
    const frame = await startSurvey(page, 'Daily Check-in', { event: 'visit-2' });
    await answerDailyCheckIn(frame);
    await page.locator('#mydatahelps-survey-modal.loaded').waitFor();

    // The token of the frame is gone; the host has the next one, for which the frame asks by itself.
    emulator.revoke({ kind: 'participant' });
    await handOver(page, emulator);
    await frame.getByRole('button', { name: 'Send answers' }).click();

    expect(await finished(page)).toMatchObject({ type: 'surveyDidFinish', reason: 'Completed' });
    expect(await page.locator('#mydatahelps-survey-modal').count()).toBe(0);
    const { surveyAnswers } = await page.evaluate(() =>
      (
        window as unknown as {
          MyDataHelps: { querySurveyAnswers(query: object): Promise<{ surveyAnswers: object[] }> };
        }
      ).MyDataHelps.querySurveyAnswers({ event: 'visit-2' }),
    );
    expect(surveyAnswers).toMatchObject([
      { resultIdentifier: 'mood', answers: ['As usual'] },
      { resultIdentifier: 'energy', answers: ['7'] },
      { resultIdentifier: 'note', answers: ['A walk, and rain.'] },
    ]);
    expect(openTasks()).toBe(openBefore - 1);
    await page.context().close();
  });

  it('keeps the answers when sending fails, and sends them when it works again', async () => {
    const page = await host.open(emulator);
    const frame = await startSurvey(page, 'Daily Check-in');
    await answerDailyCheckIn(frame);
    const fault = emulator.faults.add({ effect: 'answer', endpoint: 'survey', status: 503 });
    await frame.getByRole('button', { name: 'Send answers' }).click();
    await frame.getByText('Your answers are still here: try again.').waitFor();
    emulator.faults.remove(fault.id);
    await frame.getByRole('button', { name: 'Send answers' }).click();
    expect(await finished(page)).toMatchObject({ reason: 'Completed' });
    await page.context().close();
  });

  it('can be closed without answers', async () => {
    const page = await host.open(emulator);
    const before = emulator.dataOf('MDH-1001').surveys.results.length;
    const frame = await startSurvey(page, 'Weekly Review');
    await frame.getByRole('button', { name: 'Close' }).click();
    expect(await finished(page)).toMatchObject({ reason: 'Discarded' });
    expect(emulator.dataOf('MDH-1001').surveys.results).toHaveLength(before);
    await page.context().close();
  });

  it('says so when there is no such survey', async () => {
    const page = await host.open(emulator);
    const frame = await startSurvey(page, 'Nothing');
    await frame.getByText('There is no such survey.').waitFor();
    await page.locator('#mydatahelps-survey-modal.loaded').waitFor();
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('has no accessibility violation, %s', async (colorScheme) => {
    const page = await (
      await host.newContext({ colorScheme, bypassCSP: true, viewport: { width: 320, height: 700 } })
    ).newPage();
    const link = emulator.participants[0]?.linkIdentifier ?? '';
    await page.goto(`${emulator.url}mydatahelps/${link}/surveylink/Daily%20Check-in?lang=en`);
    await page.getByRole('heading', { name: 'Daily check-in' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.context().close();
  });

  it('works over a survey link, without a token', async () => {
    const page = await host.open(emulator);
    const link = emulator.participants[3]?.linkIdentifier ?? '';
    const result = page.evaluate(
      (identifier) =>
        (window as unknown as HostWindow).MyDataHelps.startEmbeddedSurvey(identifier, 'Weekly Review', 'en'),
      link,
    );
    const frame = page.frameLocator('#mydatahelps-survey-frame');
    await frame.getByLabel('Never').check();
    await frame.getByLabel('9', { exact: true }).check();
    await frame.getByRole('button', { name: 'Send answers' }).click();
    expect(await result).toMatchObject({ name: 'SurveyFinished', reason: 'Completed' });
    const { answers } = emulator.dataOf(emulator.participants[3]?.participantIdentifier ?? '').surveys;
    expect(answers.at(-1)).toMatchObject({ resultIdentifier: 'sleep_quality', answers: ['9'] });
    await page.context().close();
  });
});

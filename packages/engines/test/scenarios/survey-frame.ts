// The survey's frame, as a participant uses it.
import { expect, vi } from 'vitest';
import type { Frame } from '../../src/drivers/browser.js';
import { patience, type AppTab } from '../../src/world/app-tab.js';

/** Opens a survey with the SDK's own call, and waits for its questions. The end of it will be told as `survey …`. */
export async function openSurvey(page: AppTab, api: string): Promise<Frame> {
  await page.frame.evaluate(() => {
    const { sdk, told } = window.appPage;
    sdk.on('surveyDidFinish', ({ reason }) => void told.push(`survey ${reason}`));
    sdk.startSurvey('Daily Check-in');
  });
  const frame = await vi.waitFor(() => page.tab.frame(api), patience);
  const questions = () => frame.evaluate(() => document.querySelectorAll('.question').length);
  await vi.waitFor(async () => expect(await questions()).toBeGreaterThan(0), patience);
  return frame;
}

/** Answers every question, and sends the answers. */
export function fillIn(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    for (const question of document.querySelectorAll('fieldset')) question.querySelector('input')!.click();
    for (const text of document.querySelectorAll('textarea')) text.value = 'well';
    document.querySelector<HTMLButtonElement>('#submit')!.click();
  });
}

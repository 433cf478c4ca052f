// A survey's frame at the API's origin that asks for the token when a test says so.
import type { Frame } from 'playwright-core';
import { expect, vi } from 'vitest';
import { patience, type HostPage } from './open-host-page.js';

/** What the frame was told, and how much life the page's store said was left just before and just after. */
export interface SurveyAnswer {
  readonly accessToken: Readonly<Record<string, unknown>>;
  readonly leftBeforeMs: number;
  readonly leftAfterMs: number;
}

const framePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Survey</title><script>
const answers = [];
addEventListener('message', ({ data }) => {
  if (data.name === 'DelegatedAccessTokenResponse') answers.push(data.accessToken);
});
</script></html>`;

/** Opens a survey with the SDK's own `startSurvey`; its page keeps silent until it is made to ask. */
export async function openSurvey({ page, farEnd }: HostPage): Promise<Frame> {
  await page.route(
    (url) => url.origin === new URL(farEnd.api.url).origin && /^\/+survey$/.test(url.pathname),
    (route) => route.fulfill({ contentType: 'text/html', body: framePage }),
  );
  await page.evaluate(() => window.hostPage.sdk.startSurvey('PHQ-9'));
  return vi.waitFor(() => {
    const frame = page.frames().find((candidate) => candidate.url().startsWith(farEnd.api.url));
    expect(frame).toBeDefined();
    return frame!;
  }, patience);
}

export async function askFromSurvey(host: HostPage, frame: Frame): Promise<SurveyAnswer> {
  await frame.waitForFunction('answers.length === 0');
  const leftBeforeMs = await leftMs(host);
  await frame.evaluate(() => window.parent.postMessage({ name: 'GetDelegatedAccessToken' }, '*'));
  await frame.waitForFunction('answers.length > 0');
  const leftAfterMs = await leftMs(host);
  const accessToken = await frame.evaluate<Record<string, unknown>>('answers[0]');
  return { accessToken, leftBeforeMs, leftAfterMs };
}

export async function untilLessIsLeft(host: HostPage, seconds: number): Promise<void> {
  await vi.waitFor(async () => expect(await leftMs(host)).toBeLessThan(seconds * 1000), patience);
}

/** By the store's own word. */
function leftMs({ page }: HostPage): Promise<number> {
  return page.evaluate(() => {
    const { state } = window.hostPage.store;
    return 'expiresAt' in state ? state.expiresAt - Date.now() : Number.POSITIVE_INFINITY;
  });
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPageFiles, type PageFiles } from '../server/page-files.js';
import { startDemo, type Demo } from '../server/start-demo.js';
import {
  launchChromium,
  openSignedIn,
  readCount,
  waitForCount,
  waitForStatus,
  setupTimeoutMs,
} from './chromium.js';

// Each test has a demo of its own, since a fault holds for all of a server: so they can wait side by side.
describe.concurrent('the control panel', () => {
  let files: PageFiles;
  let browser: Browser;

  beforeAll(async () => {
    [files, browser] = await Promise.all([buildPageFiles(), launchChromium()]);
  }, setupTimeoutMs);

  afterAll(() => browser.close());

  /** Runs a test with a page that is signed in, and tokens of this life. */
  const withPanel =
    (tokenLifetimeSeconds: number, test: (panel: Panel) => Promise<void>) => async (): Promise<void> => {
      const demo = await startDemo({ tokenLifetimeSeconds, files });
      try {
        const page = await openSignedIn(browser, demo.url);
        await test(createPanel(page, demo));
        await page.context().close();
      } finally {
        await demo.close();
      }
    };

  it(
    'fails the authenticator: the token in hand goes on, and the store recovers by itself',
    withPanel(8, async ({ page, press, expectNoCallInterrupted }) => {
      await press('authenticator');
      await waitForStatus(page, 'degraded');
      await press('authenticator');
      await waitForStatus(page, 'active');
      await expectNoCallInterrupted();
      expect(await page.getByTestId('event-log').textContent()).toContain(
        'The authenticator failed (unavailable).',
      );
    }),
  );

  it(
    'shows after a reload that the authenticator fails, and mends it',
    withPanel(8, async ({ page, press }) => {
      await press('authenticator');
      await page.reload();
      const button = page.getByTestId('fault-authenticator');
      await expect.poll(() => button.getAttribute('aria-pressed'), { timeout: 20_000 }).toBe('true');
      await waitForStatus(page, 'acquiring');
      await press('authenticator');
      await waitForStatus(page, 'active');
      expect(await button.getAttribute('aria-pressed')).toBe('false');
    }),
  );

  it(
    'fails the authenticator past the end of the token: SDK calls wait instead of failing',
    withPanel(8, async ({ page, press, expectNoCallInterrupted }) => {
      await press('authenticator');
      await waitForStatus(page, 'expired');
      await press('authenticator');
      await waitForStatus(page, 'active');
      await expectNoCallInterrupted();
    }),
  );

  it(
    'revokes the token: the refused call is repeated with another one',
    withPanel(8, async ({ page, press, expectNoCallInterrupted }) => {
      const generation = await readCount(page, 'token-generation');
      await press('revoke');
      await waitForCount(page, 'token-generation', generation + 1);
      await expectNoCallInterrupted();
    }),
  );

  it(
    'shortens lives: the next token comes at once, and no loop begins',
    withPanel(600, async ({ page, press, expectNoCallInterrupted }) => {
      await press('short-lives');
      const newestToken = page
        .getByTestId('event-log')
        .getByText(/^Token \d+ handed/)
        .first();
      await newestToken.filter({ hasText: /good for 0:1\d/ }).waitFor();
      await expectNoCallInterrupted();
      // One at sign-in, one for the switch, perhaps the first of the schedule: a loop would make hundreds.
      expect(await readCount(page, 'authenticator-calls')).toBeLessThanOrEqual(4);
      await press('short-lives');
      // 10:00, less what the call took.
      await newestToken.filter({ hasText: /good for (10:00|9:\d\d)/ }).waitFor();
    }),
  );

  it(
    'goes offline: calls pause, and go on when the page is back',
    withPanel(8, async ({ page, press, expectNoCallInterrupted }) => {
      await press('offline');
      await waitForStatus(page, 'expired');
      await press('offline');
      await waitForStatus(page, 'active');
      await expectNoCallInterrupted();
    }),
  );

  it(
    'jumps the clock ahead and back: the token is replaced, not used longer',
    withPanel(600, async ({ page, press, expectNoCallInterrupted }) => {
      await press('clock');
      await waitForCount(page, 'token-generation', 2);
      await expectNoCallInterrupted();
      await press('clock');
      await expectNoCallInterrupted();
    }),
  );

  it(
    'opens a second tab: its calls succeed, with one call to the authenticator at the most',
    withPanel(600, async ({ page, demo, press, expectNoCallInterrupted }) => {
      const issued = countParticipantTokens(demo);
      const [tab] = await Promise.all([page.context().waitForEvent('page'), press('tab')]);
      await waitForCount(tab, 'calls-ok', 2);
      expect(await readCount(tab, 'calls-failed')).toBe(0);
      // A tab asks the others for 50 ms; where a busy machine answers later, it may make one call of its own.
      expect(countParticipantTokens(demo) - issued).toBeLessThanOrEqual(1);
      await expectNoCallInterrupted();
    }),
  );

  it(
    'takes a survey to its end across a refresh',
    withPanel(8, async ({ page, press, expectNoCallInterrupted }) => {
      const generation = await readCount(page, 'token-generation');
      await press('survey');
      const survey = page.frameLocator('#mydatahelps-survey-frame');
      await survey.getByLabel('As usual').check();
      await survey.getByLabel('7', { exact: true }).check();
      await waitForCount(page, 'token-generation', generation + 2);
      await survey.getByRole('button', { name: 'Send answers' }).click();
      await page.getByTestId('event-log').getByText('The survey is over: Completed.').waitFor();
      expect(await page.locator('#mydatahelps-survey-modal').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Take a survey');
      await expectNoCallInterrupted();
    }),
  );

  it(
    'lets a survey be closed for which no token comes',
    withPanel(600, async ({ page, press }) => {
      await press('authenticator');
      await press('revoke');
      await press('survey');
      await page.frameLocator('#mydatahelps-survey-frame').getByRole('button', { name: 'Close' }).click();
      await page.getByTestId('event-log').getByText('The survey is over: Discarded.').waitFor();
      expect(await page.locator('#mydatahelps-survey-modal').count()).toBe(0);
    }),
  );

  it(
    'cannot be used while nobody is signed in',
    withPanel(8, async ({ page }) => {
      await page.getByTestId('sign-out').click();
      await page.getByTestId('sign-in').waitFor();
      expect(await page.getByTestId('fault-revoke').isDisabled()).toBe(true);
      await page.reload();
      await page.getByTestId('sign-in').waitFor();
      expect(await page.getByTestId('fault-revoke').isDisabled()).toBe(true);
    }),
  );
});

/** A signed-in page, and what the tests do with it. */
interface Panel {
  page: Page;
  demo: Demo;
  press(fault: string): Promise<void>;
  /** Waits for two more calls, of which one at least began after this, and looks whether any ever failed. */
  expectNoCallInterrupted(): Promise<void>;
}

function createPanel(page: Page, demo: Demo): Panel {
  return {
    page,
    demo,
    press: (fault) => page.getByTestId(`fault-${fault}`).click(),
    async expectNoCallInterrupted() {
      await waitForCount(page, 'calls-ok', (await readCount(page, 'calls-ok')) + 2);
      expect(await readCount(page, 'calls-failed')).toBe(0);
    },
  };
}

function countParticipantTokens(demo: Demo): number {
  return demo.emulator.issued.filter((token) => token.kind === 'participant').length;
}

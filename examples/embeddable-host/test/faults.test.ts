import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPageFiles, type PageFiles } from '../server/page-files.js';
import { startDemo, type Demo } from '../server/start-demo.js';
import {
  eventsOf,
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
      expect(await eventsOf(page).textContent()).toContain(
        'The authenticator call failed: unavailable, HTTP 503.',
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
      const newestToken = eventsOf(page)
        .getByText(/^Token \d+ from the authenticator is in use/)
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
    withPanel(600, async ({ page, demo, expectNoCallInterrupted }) => {
      const issued = countParticipantTokens(demo);
      const [tab] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('button', { name: 'Open the same participant' }).click(),
      ]);
      await waitForCount(tab, 'calls-ok', 2);
      expect(await readCount(tab, 'calls-failed')).toBe(0);
      // A tab asks the others for 50 ms; where a busy machine answers later, it may make one call of its own.
      expect(countParticipantTokens(demo) - issued).toBeLessThanOrEqual(1);
      await expectNoCallInterrupted();
    }),
  );

  it(
    'says within two seconds that the authenticator has no such address, and goes on with the token in hand',
    withPanel(600, async ({ page, press, expectNoCallInterrupted }) => {
      await press('not-found');
      await eventsOf(page)
        .getByText('The authenticator call failed: misconfigured, HTTP 404.')
        .first()
        .waitFor();
      const [fault, failure] = await timesOf(page, ['Authenticator: 404: on', 'misconfigured, HTTP 404']);
      expect((failure ?? 0) - (fault ?? 0)).toBeLessThanOrEqual(2_000);
      await expectNoCallInterrupted();
      await press('not-found');
      await waitForStatus(page, 'active');
    }),
  );

  it(
    'denies a user without a participant, and lets them in again',
    withPanel(600, async ({ page, press }) => {
      await press('no-participant');
      await waitForStatus(page, 'denied');
      await page.getByText('An SDK call now fails at once.').waitFor();
      await press('no-participant');
      await waitForStatus(page, 'active');
    }),
  );

  it(
    'lets the authenticator hang: the call is on its way in the time-line, and SDK calls go on',
    withPanel(600, async ({ page, press, expectNoCallInterrupted }) => {
      await press('never-answers');
      await page.locator('.plot .mark-open').waitFor();
      await expectNoCallInterrupted();
      await eventsOf(page).getByText('The authenticator call failed: timeout.').first().waitFor();
      await press('never-answers');
      await waitForStatus(page, 'active');
    }),
  );

  it(
    'ends the session on the server: the page asks to sign in, and says why',
    withPanel(600, async ({ page, press }) => {
      await press('end-session');
      await page.getByText('The session has ended on the server. Sign in again.').waitFor();
      await page.locator('.status', { hasText: 'signed-out' }).waitFor();
    }),
  );

  it(
    'has one fault of the authenticator at a time',
    withPanel(600, async ({ page, press }) => {
      await press('authenticator');
      await press('not-found');
      const isOn = (id: string) => page.getByTestId(`fault-${id}`).getAttribute('aria-pressed');
      await expect.poll(() => isOn('not-found')).toBe('true');
      expect(await isOn('authenticator')).toBe('false');
      await eventsOf(page).getByText('Authenticator: 503: off').waitFor();
    }),
  );

  it(
    'leads through the tour, to two participants side by side',
    withPanel(600, async ({ page, press }) => {
      const step = (id: string) => page.getByTestId(`tour-${id}`);
      await step('sign-in').getByText('done').waitFor();
      await step('refresh').getByRole('button').click();
      await step('refresh').getByText('done').waitFor();
      await step('break').getByRole('button').click();
      await waitForStatus(page, 'degraded');
      await press('authenticator');
      await step('break').getByText('done').waitFor();
      const [tab] = await Promise.all([
        page.context().waitForEvent('page'),
        step('tab').getByRole('button').click(),
      ]);
      await waitForCount(tab, 'calls-ok', 1);
      const [beside] = await Promise.all([
        page.context().waitForEvent('page'),
        step('beside').getByRole('button').click(),
      ]);
      await beside.getByLabel('Participant').selectOption({ index: 1 });
      await beside.getByTestId('sign-in').click();
      await waitForCount(beside, 'calls-ok', 1);
      const names = await Promise.all(
        [page, beside].map((one) => one.getByTestId('participant-name').textContent()),
      );
      expect(new Set(names).size).toBe(2);
      // What ends one leaves the other alone.
      await page.getByTestId('sign-out').click();
      await tab.getByTestId('sign-in').waitFor();
      await waitForCount(beside, 'calls-ok', (await readCount(beside, 'calls-ok')) + 2);
      expect(await readCount(beside, 'calls-failed')).toBe(0);
      expect(await page.locator('.tour .is-done').count()).toBe(5);
    }),
  );

  it(
    'tells why a mark failed when it is pointed at',
    withPanel(600, async ({ page, press }) => {
      await press('authenticator');
      await page.locator('.plot .mark-failed').first().hover();
      await page
        .getByText(
          /^Asks the authenticator: the app asked for it\. The authenticator call failed: unavailable, HTTP 503/,
        )
        .first()
        .waitFor();
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
      await eventsOf(page).getByText('The survey is over: Completed.').waitFor();
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
      const close = page.frameLocator('#mydatahelps-survey-frame').getByRole('button', { name: 'Close' });
      await close.hover();
      // Not by the locator, which would wait in the frame that the click takes away.
      await page.mouse.down();
      await page.mouse.up();
      await eventsOf(page).getByText('The survey is over: Discarded.').waitFor();
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

/** When the first event with each of these texts was recorded, in milliseconds. */
async function timesOf(page: Page, texts: string[]): Promise<number[]> {
  const rows = eventsOf(page).getByRole('listitem');
  return Promise.all(
    texts.map(async (text) =>
      Date.parse(
        (await rows.filter({ hasText: text }).last().locator('time').getAttribute('datetime')) ?? '',
      ),
    ),
  );
}

function countParticipantTokens(demo: Demo): number {
  return demo.emulator.issued.filter((token) => token.kind === 'participant').length;
}

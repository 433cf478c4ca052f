import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '../server/start-demo.js';
import {
  closePages,
  eventsOf,
  launchChromium,
  openDemo,
  openSignedIn,
  waitForCount,
  setupTimeoutMs,
} from './chromium.js';

const themes = ['light', 'dark'] as const;

describe('the page', () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ tokenLifetimeSeconds: 20 }), launchChromium()]);
  }, setupTimeoutMs);

  afterEach(() => closePages(browser));

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it.each(themes)('has no violation that axe finds before sign-in in the %s theme', async (colorScheme) => {
    const page = await openDemo(browser, demo.url, { colorScheme });
    expect(await violations(page)).toEqual([]);
  });

  it.each(themes)(
    'has none when signed in, with a fault on and the table open, in the %s theme',
    async (colorScheme) => {
      const page = await openSignedIn(browser, demo.url, { colorScheme });
      await page.getByTestId('fault-short-lives').click();
      await page.getByText('The same as a table').click();
      await eventsOf(page).getByText('short lives: on').waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  it('changes the theme with a button that says whether it is pressed, and remembers it', async () => {
    const page = await openDemo(browser, demo.url, { colorScheme: 'light' });
    const button = page.getByRole('button', { name: 'Dark theme' });
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await button.click();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    expect(await paper()).not.toBe(light);
    await page.reload();
    // The page's script says so as soon as it has run.
    await page.getByRole('button', { name: 'Dark theme', pressed: true }).waitFor();
  });

  it('can be signed in to and out of with the keyboard alone', async () => {
    const page = await openDemo(browser, demo.url);
    await tabTo(page, 'sign-in');
    await page.keyboard.press('Enter');
    await waitForCount(page, 'calls-ok', 1);
    expect(await focused(page)).toBe('sign-out');
    await page.keyboard.press('Enter');
    await page.getByTestId('sign-in').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('participant');
  });

  it('never scrolls sideways, from 320 pixels up', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.getByTestId('fault-revoke').click();
    await page.getByText('The same as a table').click();
    await eventsOf(page).getByText('revoked').waitFor();
    for (const width of [320, 375, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });

  it('tells the plot in words', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.getByText(/^Token \d+: handed over .* ago, in use, expires in \d+ s\./).waitFor();
    await page.getByText('The same as a table').click();
    // Newest first: the oldest is the first token, however many have come since.
    expect(await page.getByRole('rowheader').last().textContent()).toBe('1');
  });

  it('announces what changed, not every entry of the log', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.getByRole('status').getByText('Token active.').waitFor({ state: 'attached' });
    expect(await eventsOf(page).getAttribute('aria-live')).toBeNull();
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const results = await inPage.run(document);
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid']);
}

async function tabTo(page: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === testId) return;
  }
  throw new Error(`no number of tabs led to ${testId}`);
}

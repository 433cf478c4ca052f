import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '../server/start-demo.js';
import {
  eventsOf,
  launchChromium,
  openDemo,
  openSignedIn,
  readCount,
  waitForCount,
  waitForStatus,
  setupTimeoutMs,
} from './chromium.js';

/** The SDK puts itself on the window. */
interface WindowWithSdk {
  MyDataHelps: { token: { access_token?: string } | null; getParticipantInfo(): Promise<unknown> };
}

/** Counts what the page sends to URLs that begin so. */
function countRequests(page: Page, urlStart: string): { seen: number } {
  const count = { seen: 0 };
  page.on('request', (request) => {
    if (request.url().startsWith(urlStart)) count.seen += 1;
  });
  return count;
}

// Each test has a context, and so a session, of its own: they wait side by side.
describe.concurrent('signing out', () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    // An hour: no tab meets the end of the session by a refresh of its own.
    [demo, browser] = await Promise.all([startDemo({ tokenLifetimeSeconds: 3600 }), launchChromium()]);
  }, setupTimeoutMs);

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it('empties the SDK, so that its next call is refused without a request', async () => {
    const page = await openDemo(browser, demo.url);
    const apiRequests = countRequests(page, demo.emulator.url);
    await page.getByTestId('sign-in').click();
    await waitForCount(page, 'calls-ok', 1);
    expect(apiRequests.seen).toBeGreaterThan(0);
    const before = await page.evaluate(
      () => (window as unknown as WindowWithSdk).MyDataHelps.token?.access_token?.length,
    );
    expect(before).toBe(32);

    await page.getByTestId('sign-out').click();
    await page.getByTestId('sign-in').waitFor();
    apiRequests.seen = 0;
    const after = await page.evaluate(async () => {
      const sdk = (window as unknown as WindowWithSdk).MyDataHelps;
      const call = await sdk.getParticipantInfo().then(
        () => 'resolved',
        () => 'rejected',
      );
      return { token: sdk.token?.access_token ?? null, call };
    });
    expect({ ...after, requests: apiRequests.seen }).toEqual({ token: null, call: 'rejected', requests: 0 });
  });

  it('ends the session on the server: a reload offers the form again', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.getByTestId('sign-out').click();
    await page.getByTestId('sign-in').waitFor();
    await page.waitForFunction(async () => !(await (await fetch('/session')).json()).signedIn);
    await page.reload();
    await page.getByTestId('sign-in').waitFor();
  });

  it('empties the SDK at once although the server is silent, and says that the session there goes on', async () => {
    const page = await openSignedIn(browser, demo.url);
    // Never answered.
    await page.route(
      (url) => url.pathname === '/session',
      (route) => (route.request().method() === 'DELETE' ? undefined : route.continue()),
    );
    await page.getByTestId('sign-out').click();
    await page.getByText('The session on the server was NOT ended').waitFor();
    const token = await page.evaluate(() => (window as unknown as WindowWithSdk).MyDataHelps.token);
    expect(token).toBeNull();
  });

  it('signs the other tabs out although the server is dead', async () => {
    const page = await openSignedIn(browser, demo.url);
    const second = await page.context().newPage();
    await second.goto(demo.url);
    await waitForStatus(second, 'active');
    await page.route(
      (url) => url.pathname === '/session',
      (route) => route.abort(),
    );
    await page.getByTestId('sign-out').click();
    await page.getByText('The session on the server was NOT ended').waitFor();
    await second.getByTestId('sign-in').waitFor();
    const token = await second.evaluate(() => (window as unknown as WindowWithSdk).MyDataHelps.token);
    expect(token).toBeNull();
  });

  it('signs out the second tab, too, at once', async () => {
    const page = await openSignedIn(browser, demo.url);
    const second = await page.context().newPage();
    await second.goto(demo.url);
    await waitForStatus(second, 'active');
    await page.getByTestId('sign-out').click();
    await second.getByTestId('sign-in').waitFor();
    expect(await readCount(second, 'calls-failed')).toBe(0);
  });

  it('lets the next participant in with a token and a name of their own', async () => {
    const page = await openSignedIn(browser, demo.url);
    const firstName = await page.getByTestId('participant-name').textContent();
    await page.getByTestId('sign-out').click();
    await page.getByLabel('Participant').selectOption({ index: 1 });
    await page.getByTestId('sign-in').click();
    await waitForStatus(page, 'active');
    await waitForCount(page, 'calls-ok', (await readCount(page, 'calls-ok')) + 1);
    expect(await page.getByTestId('participant-name').textContent()).not.toBe(firstName);
    expect(await readCount(page, 'calls-failed')).toBe(0);
  });

  it('takes up the session of the cookie after a reload', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.reload();
    await waitForCount(page, 'calls-ok', 1);
    expect(await page.getByTestId('sign-in').isVisible()).toBe(false);
  });

  it('wins over a sign-in that is still on its way', async () => {
    const page = await openDemo(browser, demo.url);
    // Both clicks in one task, before the page can load the SDK.
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-testid="sign-in"]')?.click();
      document.querySelector<HTMLElement>('[data-testid="sign-out"]')?.click();
    });
    await page.getByTestId('sign-in').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByTestId('token-status').textContent()).toBe('idle');
    expect(await eventsOf(page).getByText('is in use').count()).toBe(0);
  });

  it('shows the form when the session has ended on the server', async () => {
    const page = await openSignedIn(browser, demo.url);
    await page.context().clearCookies();
    await page.getByLabel('100 seconds').check({ force: true });
    await page.getByText('The session has ended on the server. Sign in again.').waitFor();
  });
});

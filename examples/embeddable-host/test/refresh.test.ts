import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '../server/start-demo.js';
import {
  eventsOf,
  launchChromium,
  openSignedIn,
  readCount,
  waitForCount,
  setupTimeoutMs,
} from './chromium.js';

// Each test has a context, and so a session, of its own: they wait side by side.
describe.concurrent('a page that hosts the SDK', () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo({ tokenLifetimeSeconds: 5 }), launchChromium()]);
  }, setupTimeoutMs);

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it('reads the participant through the SDK across five refreshes without a failed call', async () => {
    const page = await openSignedIn(browser, demo.url);
    await waitForCount(page, 'token-generation', 6);
    await waitForCount(page, 'calls-ok', 4);

    expect(await readCount(page, 'calls-failed')).toBe(0);
    expect(await page.getByTestId('participant-name').textContent()).toMatch(/^\w+ \w+$/);
    expect(await eventsOf(page).textContent()).toContain('Token 6 from the authenticator is in use');
    const participantTokens = demo.emulator.issued.filter((token) => token.kind === 'participant');
    expect(participantTokens.length).toBeGreaterThanOrEqual(6);
  });

  it("keeps the token and the cookie out of reach of the page's scripts and its storage", async () => {
    const page = await openSignedIn(browser, demo.url);
    const exposed = await page.evaluate(() => ({
      cookie: document.cookie,
      storage: JSON.stringify([localStorage, sessionStorage]),
      text: document.documentElement.outerHTML,
    }));
    expect(exposed.cookie).toBe('');
    for (const { accessToken } of demo.emulator.issued) {
      expect(exposed.storage).not.toContain(accessToken);
      expect(exposed.text).not.toContain(accessToken);
    }
  });
});

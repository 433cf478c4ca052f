// A real Chromium without a driver's defaults, which force focus and switch the back/forward cache off.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Frame as PlaywrightFrame, type Page } from 'playwright-core';
import type { Browser, Frame, Tab } from './browser.js';
import { createFrame } from './page-script.js';
import { startProgram } from './program.js';

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // A made-up page counts as one from the internet, which may show no page of this machine in a frame.
  '--disable-features=LocalNetworkAccessChecks',
  '--remote-debugging-port=0',
];

/** @param hostNames names that are to be this machine */
export async function launchChromium(path: string, hostNames: readonly string[]): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'mdh-tokens-chromium-'));
  const names = hostNames.map((name) => `MAP ${name} 127.0.0.1`).join(',');
  const args = [...flags, `--host-resolver-rules=${names}`, `--user-data-dir=${profile}`, 'about:blank'];
  const program = startProgram(path, args);
  const address = await program.untilSays(/DevTools listening on (ws:\S+)/);
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const context = browser.contexts()[0]!;
  const cdp = await browser.newBrowserCDPSession();
  let lastOpened: Promise<unknown> = Promise.resolve();

  /** One after the other: the event does not say whose page it is. */
  function openPage(open: () => Promise<unknown>): Promise<Page> {
    const opened = lastOpened.then(async () => {
      const [page] = await Promise.all([context.waitForEvent('page'), open()]);
      return page;
    });
    lastOpened = opened;
    return opened;
  }

  const openWindow = (): Promise<Page> =>
    openPage(() => cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true }));

  return {
    engine: 'chromium',
    version: `Chromium ${browser.version()}`,
    openWindow: async () => createTab(await openWindow()),
    async openHidden() {
      const page = await openWindow();
      // As a user does: a page that a script opens would know the other one.
      await page.setContent('<a href="about:blank" target="_blank" rel="noopener">Another tab</a>');
      const over = await openPage(() => page.locator('a').click());
      return { tab: await createTab(page), show: () => over.close() };
    },
    async close() {
      await browser.close();
      await program.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function createTab(page: Page): Promise<Tab> {
  const cdp = await page.context().newCDPSession(page);
  const { evaluate } = frameIn(page.mainFrame());
  // Not through the driver: it would wait for a load, which a page that is restored never has.
  const begin = async (expression: string) => void (await cdp.send('Runtime.evaluate', { expression }));
  return {
    evaluate,
    goto: async (url) => void (await page.goto(url)),
    async gotoMadeUp(url, html) {
      await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: html }));
      await page.goto(url);
    },
    beginReload: () => begin('location.reload()'),
    beginBack: () => begin('history.back()'),
    frame(address) {
      const found = page
        .frames()
        .slice(1)
        .find((frame) => frame.url().startsWith(address));
      return found === undefined
        ? Promise.reject(new Error(`no frame at ${address}`))
        : Promise.resolve(frameIn(found));
    },
    async setFrozen(isFrozen) {
      await cdp.send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' });
    },
    async setOffline(offline) {
      await cdp.send('Network.enable');
      const conditions = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await cdp.send('Network.emulateNetworkConditions', conditions);
    },
    close: () => page.close(),
  };
}

function frameIn(frame: PlaywrightFrame): Frame {
  return createFrame((expression) => frame.evaluate<string>(expression));
}

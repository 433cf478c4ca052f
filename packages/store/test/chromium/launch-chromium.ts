// A real Chromium whose pages are hidden, frozen and kept in the back/forward cache as anybody's are: started by hand,
// and driven without the driver's defaults, which force focus and switch that cache off.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

export interface RealChromium {
  /** A page in a window of its own: it is visible whatever the other tests do. */
  openWindow(): Promise<Page>;
  close(): Promise<void>;
}

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
  '--remote-debugging-port=0',
];

/** @param extraFlags added to the command line, for instance to map host names */
export async function launchChromium(extraFlags: readonly string[]): Promise<RealChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'mdh-tokens-chromium-'));
  const child = spawn(
    process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    [...flags, ...extraFlags, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await debuggerAddress(child), { noDefaults: true });
  const context = browser.contexts()[0]!;
  const cdp = await browser.newBrowserCDPSession();
  let lastWindow: Promise<unknown> = Promise.resolve();

  async function openWindow(): Promise<Page> {
    const [page] = await Promise.all([
      context.waitForEvent('page'),
      cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
    ]);
    return page;
  }

  return {
    openWindow() {
      // One after the other: the event does not say whose window it is.
      const window = lastWindow.then(openWindow);
      lastWindow = window;
      return window;
    },
    async close() {
      await browser.close();
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill();
        await gone;
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium tells its debugger's address on standard error; what else it says is only wanted where it never does. */
function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.on('data', (chunk) => {
      said += String(chunk);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended before its debugger listened:\n${said}`)));
  });
}

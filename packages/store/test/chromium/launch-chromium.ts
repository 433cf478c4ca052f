// A real Chromium whose pages are hidden, frozen and kept in the back/forward cache as anybody's are: started by hand,
// and driven without the driver's defaults, which force focus and switch that cache off.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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
    // In a process group of its own, so that its helpers end with it.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
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
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null) {
        process.kill(-child.pid!, 'SIGTERM');
        await gone;
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium tells its debugger's address on standard error; what it says before is only wanted where it never does. */
async function debuggerAddress(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
    said.push(line);
  }
  throw new Error(`Chromium ended before its debugger listened:\n${said.join('\n')}`);
}

// A Chromium in which the benchmark's pages are loaded, and all that they talk to.
import { chromium } from 'playwright-core';
import { bundlePage } from './bundle-page.js';
import { openFarEnd, type FarEnd, type Visit } from './far-end.js';
import { moduleOf, pageNames, pathOf, type PageName } from './page-name.js';

/** What the page runs on: this machine as it is, or a phone with a CPU four times slower and 100 ms to every server. */
export type Device = 'fast' | 'slow';

/** Where the pages are loaded. */
export interface Place {
  readonly device: Device;
  /** How long the authenticator takes for an answer. */
  readonly authenticatorMs: number;
}

export interface Pages {
  /** Loads a page. @returns milliseconds from the start of the navigation to the answer of its first call */
  timeFirstCall(name: PageName, visit: Visit): Promise<number>;
  /** From now on. */
  runIn(place: Place): Promise<void>;
  /** The minified bytes of a page's script. */
  scriptBytes(name: PageName): number;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/** On Ctrl-C Playwright ends the browser and this process, and with it the servers. */
export async function openPages(): Promise<Pages> {
  const made = pageNames.map(async (name) => [pathOf(name), await bundlePage(moduleOf(name))] as const);
  const scripts = new Map(await Promise.all(made));
  const farEnd = await openFarEnd(scripts);
  try {
    return await openIn(farEnd, scripts);
  } catch (error) {
    await farEnd.close();
    throw error;
  }
}

async function openIn(farEnd: FarEnd, scripts: ReadonlyMap<string, string>): Promise<Pages> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  return {
    async timeFirstCall(name, visit) {
      await page.goto(farEnd.pageUrl(pathOf(name), visit));
      return page.evaluate(() => window.firstCallMs);
    },
    scriptBytes: (name) => Buffer.byteLength(scripts.get(pathOf(name)) ?? ''),
    async runIn({ device, authenticatorMs }) {
      farEnd.delayTokens(authenticatorMs);
      const isSlow = device === 'slow';
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: isSlow ? 4 : 1 });
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: isSlow ? 100 : 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    },
    async close() {
      await browser.close();
      await farEnd.close();
    },
  };
}

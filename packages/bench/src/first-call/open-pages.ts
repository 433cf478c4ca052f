// A Chromium in which the benchmark's pages are loaded, and all that they talk to.
import { chromium } from 'playwright-core';
import { bundlePage } from './bundle-page.js';
import { openFarEnd, type FarEnd, type Visit } from './far-end.js';

/** The modules in `page/`, and the page with the store whose head asks for the first token. */
export type PageName = 'one-liner-page' | 'store-page' | 'early-page';

/** What the page runs on: this machine as it is, or a phone with a CPU four times slower and 100 ms to every server. */
export type Device = 'fast' | 'slow';

export interface Pages {
  /** Loads a page. @returns milliseconds from the start of the navigation to the answer of its first call */
  timeFirstCall(name: PageName, visit: Visit): Promise<number>;
  /** From now on. */
  runOn(device: Device): Promise<void>;
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
  const names: PageName[] = ['one-liner-page', 'store-page', 'early-page'];
  const scripts = await Promise.all(
    names.map(async (name) => [name, await bundlePage(scriptOf(name))] as const),
  );
  const farEnd = await openFarEnd(new Map(scripts));
  try {
    return await openIn(farEnd);
  } catch (error) {
    await farEnd.close();
    throw error;
  }
}

/** The early request is in the page's head; the script is the same. */
function scriptOf(name: PageName): string {
  return name === 'early-page' ? 'store-page' : name;
}

async function openIn(farEnd: FarEnd): Promise<Pages> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  return {
    async timeFirstCall(name, visit) {
      await page.goto(farEnd.pageUrl(name, visit));
      return page.evaluate(() => window.firstCallMs);
    },
    async runOn(device) {
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

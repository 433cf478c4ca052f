// A Chromium in which the benchmark's pages are loaded, and all that they talk to.
import { chromium } from 'playwright-core';
import { bundlePage } from './bundle-page.js';
import { openFarEnd, type FarEnd, type Visit } from './far-end.js';

/** The modules in `page/`. */
export type PageName = 'one-liner-page' | 'store-page';

export interface Pages {
  /** Loads a page. @returns milliseconds from the start of the navigation to the answer of its first call */
  timeFirstCall(name: PageName, visit: Visit): Promise<number>;
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
  const names: PageName[] = ['one-liner-page', 'store-page'];
  const scripts = await Promise.all(names.map(async (name) => [name, await bundlePage(name)] as const));
  const farEnd = await openFarEnd(new Map(scripts));
  try {
    return await openIn(farEnd);
  } catch (error) {
    await farEnd.close();
    throw error;
  }
}

async function openIn(farEnd: FarEnd): Promise<Pages> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage();
  return {
    async timeFirstCall(name, visit) {
      await page.goto(farEnd.pageUrl(name, visit));
      return page.evaluate(() => window.firstCallMs);
    },
    async close() {
      await browser.close();
      await farEnd.close();
    },
  };
}

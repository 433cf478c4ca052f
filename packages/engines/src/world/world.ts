// One test's world: a MyDataHelps, an app in front of it, and the tabs in which its page is open.
import { createEmulator, type ControlState, type Emulator, type IssuedToken } from '@mdh-tokens/emulator';
import { expect, vi } from 'vitest';
import type { Browser, Tab } from '../drivers/browser.js';
import type { PageSettings } from '../page/app-page.js';
import { createAppServer, framing, type AppServer } from './app-server.js';
import { createAppTab, patience, type AppTab } from './app-tab.js';

/** What the tests of one engine have in common. */
export interface Surroundings {
  readonly browser: Browser;
  /** The page's script. */
  readonly script: string;
}

export interface WorldOptions {
  /** Default: so long that no refresh falls into a test. */
  readonly tokenLifeSeconds?: number;
  /** Runs in the page before everything else. */
  readonly before?: string;
  /** The scripts of the page `/plain`, by their paths. */
  readonly scripts?: Readonly<Record<string, string>>;
}

export interface PageAddress {
  /** Default `localhost`. */
  readonly host?: string;
  /** Added at the end. */
  readonly query?: string;
}

export interface World {
  readonly emulator: Emulator;
  readonly app: AppServer;
  readonly browser: Browser;
  /** The address of the app's page. */
  addressOf(settings?: Partial<PageSettings>, host?: string): string;
  /** Opens the app's page in a window of its own. */
  open(settings?: Partial<PageSettings>, address?: PageAddress): Promise<AppTab>;
  /** Opens a page of this host that shows the app's in a frame. */
  openFramedBy(host: string, settings?: Partial<PageSettings>): Promise<AppTab>;
  /** Opens a page that MyDataHelps shows and that shows the app's in a frame; `null` where the driver cannot. */
  openFramedByPlatform(): Promise<AppTab | null>;
  /** Opens the app's page in a tab behind another one. */
  openHidden(settings?: Partial<PageSettings>): Promise<AppTab & { show(): Promise<void> }>;
  /** The participant's tokens, oldest first. */
  issued(): readonly IssuedToken[];
  /** How many calls reached the API with a living token, and how many with none or a dead one; of 50 requests in all. */
  apiCalls(): Promise<{ good: number; refused: number }>;
  untilCalls(count: number): Promise<void>;
  /** Waits until no token is left alive. */
  outliveAllTokens(): Promise<void>;
}

const longLifeSeconds = 2_000;

/** Runs a test in a world of its own. At the end none of its pages may have complained of anything. */
export async function inWorld(
  { browser, script }: Surroundings,
  { tokenLifeSeconds = longLifeSeconds, before = '', scripts = {} }: WorldOptions,
  use: (world: World) => Promise<void>,
): Promise<void> {
  const emulator = createEmulator({ tokenLifetimeSeconds: tokenLifeSeconds });
  await emulator.listen();
  const app = await createAppServer({ emulator, script, before, scripts });
  const opened: AppTab[] = [];
  try {
    await use(createWorld({ emulator, app, browser, opened }));
    for (const { frame } of opened) expect(await frame.evaluate(() => window.appPage.complaints)).toEqual([]);
  } finally {
    await Promise.all(opened.map(({ tab }) => tab.close()));
    await app.close();
    await emulator.close();
  }
}

interface Parts {
  readonly emulator: Emulator;
  readonly app: AppServer;
  readonly browser: Browser;
  readonly opened: AppTab[];
}

function createWorld({ emulator, app, browser, opened }: Parts): World {
  function addressOf(settings: Partial<PageSettings> = {}, host = 'localhost'): string {
    const query = new URLSearchParams({ settings: JSON.stringify({ api: emulator.url, ...settings }) });
    return `http://${host}:${app.port}/?${query}`;
  }

  async function load(
    tab: Tab,
    settings: Partial<PageSettings> = {},
    address: PageAddress = {},
  ): Promise<AppTab> {
    await tab.goto(addressOf(settings, address.host) + (address.query ?? ''));
    const appTab = createAppTab(tab);
    opened.push(appTab);
    return appTab;
  }

  async function inFrame(tab: Tab, address: string): Promise<AppTab> {
    const frame = await vi.waitFor(() => tab.frame(address.slice(0, address.indexOf('?'))), patience);
    const appTab = createAppTab(tab, frame);
    opened.push(appTab);
    return appTab;
  }

  const issued = () => emulator.issued.filter((token) => token.kind === 'participant');

  return {
    emulator,
    app,
    browser,
    addressOf,
    open: async (settings, address) => load(await browser.openWindow(), settings, address),
    async openFramedBy(host, settings) {
      const tab = await browser.openWindow();
      const address = addressOf(settings);
      await tab.goto(`http://${host}:${app.port}/framing?${new URLSearchParams({ address })}`);
      return inFrame(tab, address);
    },
    async openFramedByPlatform() {
      const tab = await browser.openWindow();
      const address = addressOf();
      if (tab.gotoMadeUp === null) {
        await tab.close();
        return null;
      }
      await tab.gotoMadeUp('https://view.mydatahelps.org/', framing(address));
      return inFrame(tab, address);
    },
    async openHidden(settings) {
      const { tab, show } = await browser.openHidden();
      return { ...(await load(tab, settings)), show };
    },
    issued,
    async apiCalls() {
      const response = await emulator.fetch(`${emulator.url}__emulator__/state`);
      const { requests, requestsTotal } = (await response.json()) as ControlState;
      if (requests.length < requestsTotal)
        throw new Error('the emulator has forgotten calls that are to be counted');
      return {
        good: issued().reduce((sum, token) => sum + token.calls, 0),
        refused: requests.filter(({ path, status }) => path.startsWith('/api/') && status === 401).length,
      };
    },
    untilCalls: (count) => vi.waitFor(() => expect(app.calls.length).toBeGreaterThanOrEqual(count), patience),
    outliveAllTokens: () =>
      vi.waitFor(
        () => expect(issued().filter(({ expiresAt }) => expiresAt > Date.now())).toEqual([]),
        patience,
      ),
  };
}

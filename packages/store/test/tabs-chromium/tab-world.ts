// A user's tabs in one browser, the authenticator that they call and the API behind it.
import type { CDPSession, Frame, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { createFarEnd, type FarEnd } from '../chromium/far-end.js';
import type { RealChromium } from '../chromium/launch-chromium.js';
import { patience } from '../chromium/open-host-page.js';
import type { PageServer } from '../chromium/page-server.js';
import { createCountingAuthenticator, type CountingAuthenticator } from './counting-authenticator.js';

export interface Tab {
  readonly page: Page;
  /** Where the app's page is. */
  readonly frame: Frame;
  readonly cdp: CDPSession;
  /** Starts the store, and does not wait for its token. */
  start(): Promise<void>;
  /** The token that the store has now. */
  token(): Promise<string | null>;
  status(): Promise<string>;
  journal(): Promise<string[]>;
}

export interface Opening {
  /** The key that the tabs of a user share; `null` for a store that does not share. */
  readonly share?: string | null;
  /** The app's host name. */
  readonly host?: string;
  readonly path?: '/' | '/framed';
  /** How the store asks for a token. */
  readonly form?: 'url' | 'function';
}

export interface TabWorld {
  readonly farEnd: FarEnd;
  readonly authenticator: CountingAuthenticator;
  /** Opens tabs whose stores have not been started. */
  openTabs(count: number, opening?: Opening): Promise<Tab[]>;
  /** Starts the tabs at once: the first call is answered when all of them have come to want a token. */
  startTogether(tabs: readonly Tab[]): Promise<void>;
  /** Waits until the authenticator has been called so many times. */
  untilCalls(count: number): Promise<void>;
  /** Waits until each of the tabs holds the token that was issued last. */
  untilAllHoldLast(tabs: readonly Tab[]): Promise<void>;
  untilStatus(tabs: readonly Tab[], status: string): Promise<void>;
  /** Waits until no token is left alive: nobody can have got another. */
  outliveAllTokens(): Promise<void>;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly chromium: RealChromium;
  readonly server: PageServer;
}

export async function createTabWorld(
  { chromium, server }: Surroundings,
  tokenLifeSeconds: number,
): Promise<TabWorld> {
  const farEnd = await createFarEnd();
  farEnd.api.tokenLifetimeSeconds = tokenLifeSeconds;
  const authenticator = await createCountingAuthenticator(farEnd.authenticatorUrl);
  const pages: Page[] = [];

  async function load(page: Page, opening: Opening): Promise<Tab> {
    const { share = 'ada', host = 'localhost', path = '/', form = 'url' } = opening;
    const query = new URLSearchParams({
      authenticator: authenticator.url,
      api: farEnd.api.url,
      form,
      ...(share === null ? {} : { share }),
    });
    await page.goto(`http://${host}:${server.port}${path}?${query}`);
    const frame = page.frames().at(-1)!;
    return {
      page,
      frame,
      cdp: await page.context().newCDPSession(page),
      start: () => frame.evaluate(() => void window.tabPage.store.start()),
      token: () => frame.evaluate(() => window.tabPage.store.peek()),
      status: () => frame.evaluate(() => window.tabPage.store.state.status),
      journal: () => frame.evaluate(() => window.tabPage.journal),
    };
  }

  async function openTabs(count: number, opening: Opening = {}): Promise<Tab[]> {
    const opened = await Promise.all(Array.from({ length: count }, () => chromium.openWindow()));
    pages.push(...opened);
    return Promise.all(opened.map((page) => load(page, opening)));
  }

  const untilCalls = (count: number): Promise<void> =>
    vi.waitFor(() => expect(authenticator.calls.length).toBeGreaterThanOrEqual(count), patience);

  const untilStatus = (tabs: readonly Tab[], status: string): Promise<void> =>
    vi.waitFor(async () => {
      expect(await Promise.all(tabs.map((tab) => tab.status()))).toEqual(tabs.map(() => status));
    }, patience);

  return {
    farEnd,
    authenticator,
    openTabs,
    untilCalls,
    untilStatus,
    async startTogether(tabs) {
      const before = authenticator.calls.length;
      const answer = authenticator.holdNext();
      await Promise.all(tabs.map((tab) => tab.start()));
      await untilStatus(tabs, 'acquiring');
      await untilCalls(before + 1);
      // A tab that asked the others just now does not ask again before it calls.
      await vi.waitFor(async () => {
        const silent = await Promise.all(
          tabs.map((tab) => tab.frame.evaluate(() => window.tabPage.silentMs())),
        );
        expect(Math.min(...silent)).toBeGreaterThan(50);
      }, patience);
      answer();
    },
    untilAllHoldLast: (tabs) =>
      vi.waitFor(async () => {
        const last = farEnd.issued().at(-1)?.accessToken;
        expect(last).toBeDefined();
        expect(await Promise.all(tabs.map((tab) => tab.token()))).toEqual(tabs.map(() => last));
      }, patience),
    outliveAllTokens: () =>
      vi.waitFor(() => {
        expect(farEnd.issued().filter(({ expiresAt }) => expiresAt > Date.now())).toEqual([]);
      }, patience),
    async close() {
      await Promise.all(pages.map((page) => page.close()));
      await authenticator.close();
      await farEnd.close();
    },
  };
}

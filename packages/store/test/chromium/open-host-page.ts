// One window with the app's page, the far end it talks to, and everything that leaves it.
import type { CDPSession, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { createFarEnd, type FarEnd } from './far-end.js';
import type { RealChromium } from './launch-chromium.js';
import type { Journal } from './page/host-page.js';
import type { PageServer } from './page-server.js';

/** Where the page lives, and how it asks for a token. */
export interface Host {
  readonly name: string;
  readonly form: 'url' | 'function';
}

export interface HostPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly farEnd: FarEnd;
  /** The app's own origin. */
  readonly origin: string;
  journal(): Promise<Journal>;
  /** Waits until the browser has done this to the page. */
  untilLived(moment: string): Promise<void>;
  /** Waits for the five SDK calls of this moment, lets no more begin, and waits until all have ended. @returns how */
  outcomesAfter(moment: string): Promise<string[]>;
  /** Calls that left with a token whose life had ended by then. */
  callsWithDeadToken(): Promise<number>;
  /** The names of tokens that are in anything the page has told anybody: events, states, errors, console, URLs. */
  leakedTokens(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly chromium: RealChromium;
  readonly server: PageServer;
}

export interface Opening {
  readonly host: Host;
  readonly tokenLifeSeconds: number;
  /** The test starts the store. */
  readonly startsLater?: boolean;
  /** The page makes no call when it is shown, resumed, restored or online again. */
  readonly isQuiet?: boolean;
}

export async function openHostPage(surroundings: Surroundings, opening: Opening): Promise<HostPage> {
  const { host, tokenLifeSeconds, startsLater = false, isQuiet = false } = opening;
  const farEnd = await createFarEnd();
  farEnd.api.tokenLifetimeSeconds = tokenLifeSeconds;
  const page = await surroundings.chromium.openWindow();
  const told = listen(page);
  const origin = `http://${host.name}:${surroundings.server.port}`;
  const query = new URLSearchParams({
    authenticator: farEnd.authenticatorUrl,
    api: farEnd.api.url,
    form: host.form,
    start: startsLater ? 'later' : 'now',
    calls: isQuiet ? 'none' : 'all',
  });
  await page.goto(`${origin}/?${query}`);
  const journal = (): Promise<Journal> => page.evaluate(() => window.hostPage.journal);

  return {
    page,
    cdp: await page.context().newCDPSession(page),
    farEnd,
    origin,
    journal,
    untilLived: (moment) =>
      vi.waitFor(async () => expect((await journal()).life).toContain(moment), patience),
    async outcomesAfter(moment) {
      await vi.waitFor(async () => {
        const { calls } = await journal();
        expect(calls.filter((call) => call.after === moment).length).toBeGreaterThanOrEqual(5);
      }, patience);
      await page.evaluate(() => window.hostPage.stopCalling());
      return vi.waitFor(async () => {
        const { calls } = await journal();
        expect(calls.filter((call) => call.outcome === null)).toEqual([]);
        return calls.map(({ after, outcome }) => `${after}: ${outcome}`);
      }, patience);
    },
    async callsWithDeadToken() {
      const sent = await page.evaluate(() => window.hostPage.sent);
      const endOf = new Map(farEnd.issued().map((token) => [token.accessToken, token.expiresAt]));
      return sent.filter(({ accessToken, at }) => at >= endOf.get(accessToken)!).length;
    },
    async leakedTokens() {
      const text = [...told, JSON.stringify(await journal())].join('\n');
      return farEnd.api.issued.filter((token) => text.includes(token.accessToken)).map((token) => token.id);
    },
    async close() {
      await page.close();
      await farEnd.close();
    },
  };
}

/** How long and how often the tests look for something to come about. */
export const patience = { timeout: 30_000, interval: 50 };

function listen(page: Page): string[] {
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(`${error.name} ${error.message} ${error.stack}`));
  page.on('request', (request) => told.push(request.url()));
  return told;
}

// Real tabs that share, in a real Chromium. What counts is what reaches the authenticator.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../chromium/launch-chromium.js';
import { patience } from '../chromium/open-host-page.js';
import { cached, frozen } from './falls-asleep.js';
import { createTabPageServer } from './tab-page-server.js';
import { createTabWorld, type Opening, type Surroundings, type Tab, type TabWorld } from './tab-world.js';

let surroundings: Surroundings;

beforeAll(async () => {
  const server = await createTabPageServer();
  // A plain-http page on any other name than localhost is no secure context.
  const chromium = await launchChromium(['--host-resolver-rules=MAP app.hospital.test 127.0.0.1']);
  surroundings = { server, chromium };
}, 60_000);

afterAll(async () => {
  await surroundings.chromium.close();
  await surroundings.server.close();
}, 60_000);

/** So long that no refresh falls into a test. */
const longLifeSeconds = 2_000;
const timeout = 60_000;

async function inWorld(tokenLifeSeconds: number, use: (world: TabWorld) => Promise<void>): Promise<void> {
  const world = await createTabWorld(surroundings, tokenLifeSeconds);
  try {
    await use(world);
  } finally {
    await world.close();
  }
}

// One test after the other: more tabs than these at a time only wait for the processor.
describe('eight tabs', { timeout }, () => {
  async function openEight({ openTabs, startTogether }: TabWorld): Promise<Tab[]> {
    const tabs = await openTabs(8);
    await startTogether(tabs);
    return tabs;
  }

  it('started together make one call', () =>
    inWorld(longLifeSeconds, async (world) => {
      await world.untilAllHoldLast(await openEight(world));
      expect(world.authenticator.calls).toHaveLength(1);
    }));

  it('make one call for each of several lives, one at a time, and leave nothing in storage', () =>
    inWorld(6, async (world) => {
      const { authenticator, untilAllHoldLast, untilCalls } = world;
      const tabs = await openEight(world);
      for (let life = 1; life <= 3; life++) {
        await untilCalls(life);
        await untilAllHoldLast(tabs);
        expect(authenticator.calls).toHaveLength(life);
      }
      expect(authenticator.overlap).toBe(1);
      for (const tab of tabs) {
        expect(await tab.frame.evaluate(() => window.tabPage.stored())).toEqual([]);
        expect(await tab.journal()).not.toContain('expired');
      }
      expect(await tabs[0]!.page.context().cookies()).toEqual([]);
    }));

  for (const sleep of [frozen, cached]) {
    it(`that are ${sleep.what} past expiry and wake together make one call, and interrupt none of the SDK's`, () =>
      inWorld(6, async (world) => {
        const { authenticator, farEnd, untilAllHoldLast, untilCalls, untilStatus } = world;
        const tabs = await openEight(world);
        await untilAllHoldLast(tabs);
        await Promise.all(tabs.map(sleep.fallAsleep));
        await world.outliveAllTokens();
        const before = authenticator.calls.length;
        farEnd.api.tokenLifetimeSeconds = longLifeSeconds;

        const answer = authenticator.holdNext();
        await Promise.all(tabs.map(sleep.wake));
        await untilCalls(before + 1);
        await untilStatus(tabs, 'expired');
        answer();

        await untilAllHoldLast(tabs);
        expect(authenticator.calls.length - before).toBe(1);
        for (const tab of tabs) {
          await vi.waitFor(async () => expect(await outcomesIn(tab)).toEqual(Array(5).fill('ok')), patience);
          expect(await tab.journal()).toEqual(expect.arrayContaining([...sleep.lived]));
        }
        expect(await farEnd.apiCalls()).toEqual({ good: 40, refused: 0 });
      }));
  }

  it('are all held back by one Retry-After', () =>
    inWorld(longLifeSeconds, async (world) => {
      const { authenticator } = world;
      authenticator.limitNext(2);
      const tabs = await openEight(world);
      const toldAt = Date.now();
      await world.untilAllHoldLast(tabs);
      expect(authenticator.calls).toHaveLength(2);
      expect(authenticator.calls[1]! - toldAt).toBeGreaterThanOrEqual(2_000);
    }));

  it('are all signed out by one 401, and come back with one sign-in', () =>
    inWorld(longLifeSeconds, async (world) => {
      const { authenticator, farEnd, untilAllHoldLast } = world;
      const tabs = await openEight(world);
      await untilAllHoldLast(tabs);
      farEnd.isSignedIn = false;
      await tabs[3]!.frame.evaluate(() => window.tabPage.store.refresh().catch(() => undefined));
      await world.untilStatus(tabs, 'signed-out');
      for (const tab of tabs) {
        expect(await tab.token()).toBeNull();
        expect(await tab.frame.evaluate(() => window.tabPage.sdk.token)).toBeNull();
      }
      expect(authenticator.calls).toHaveLength(2);

      farEnd.isSignedIn = true;
      await tabs[5]!.start();
      await untilAllHoldLast(tabs);
      expect(authenticator.calls).toHaveLength(3);
      for (const tab of tabs) {
        expect(await tab.frame.evaluate(() => window.tabPage.openChannels())).toBe(1);
      }
    }));
});

describe(
  'a tab without a token has one although the tab whose turn it was to call',
  { concurrent: true, timeout },
  () => {
    const fates: { what: string; befall: (tab: Tab) => Promise<unknown> }[] = [
      { what: 'is frozen', befall: frozen.fallAsleep },
      { what: 'is closed', befall: (tab) => tab.page.close() },
      { what: 'has crashed', befall: crash },
      { what: 'has gone to another page', befall: cached.fallAsleep },
      { what: 'gets no answer', befall: async () => undefined },
    ];
    for (const { what, befall } of fates) {
      it(what, () =>
        inWorld(longLifeSeconds, async (world) => {
          const { authenticator, openTabs, untilCalls, untilStatus, untilAllHoldLast } = world;
          const [caller, other] = (await openTabs(2)) as [Tab, Tab];
          authenticator.holdNext();
          await caller.start();
          await untilCalls(1);
          await other.start();
          await untilStatus([other], 'acquiring');
          await befall(caller);
          await untilAllHoldLast([other]);
          expect(authenticator.calls).toHaveLength(2);
        }),
      );
    }
  },
);

describe('a tab', { concurrent: true, timeout }, () => {
  it('that is restored from the back/forward cache takes the token of another one', () =>
    inWorld(6, async ({ authenticator, farEnd, openTabs, startTogether, untilAllHoldLast, untilCalls }) => {
      const tabs = (await openTabs(2)) as [Tab, Tab];
      const [left, other] = tabs;
      await startTogether(tabs);
      await untilAllHoldLast(tabs);
      await cached.fallAsleep(left);
      farEnd.api.tokenLifetimeSeconds = longLifeSeconds;
      await untilCalls(2);
      await untilAllHoldLast([other]);
      const [first] = farEnd.issued();
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(first!.expiresAt), patience);
      // On a busy machine the other tab answers late; a call of its own does not help this one.
      authenticator.holdNext();
      await cached.wake(left);
      await untilAllHoldLast([left]);
      expect(await left.journal()).toEqual(expect.arrayContaining([...cached.lived]));
    }));

  it('that is left in the middle of a call gives its turn back, and goes into the back/forward cache all the same', () =>
    inWorld(
      longLifeSeconds,
      async ({ authenticator, openTabs, untilAllHoldLast, untilCalls, untilStatus }) => {
        const [left, other] = (await openTabs(2)) as [Tab, Tab];
        const answer = authenticator.holdNext();
        await left.start();
        await untilCalls(1);
        await other.start();
        await untilStatus([other], 'acquiring');
        await cached.fallAsleep(left);
        await untilAllHoldLast([other]);
        answer();
        await cached.wake(left);
        await untilStatus([left], 'active');
        expect(await left.journal()).toEqual(expect.arrayContaining([...cached.lived]));
      },
    ));

  it('that is offline lives on the token that another one gets', () =>
    inWorld(8, async ({ authenticator, openTabs, startTogether, untilAllHoldLast, untilCalls }) => {
      const tabs = (await openTabs(2)) as [Tab, Tab];
      await startTogether(tabs);
      await untilAllHoldLast(tabs);
      const [{ cdp, journal }] = tabs;
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', {
        offline: true,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
      for (const calls of [2, 3]) {
        await untilCalls(calls);
        await untilAllHoldLast(tabs);
      }
      expect(authenticator.calls).toHaveLength(3);
      expect(await journal()).not.toContain('expired');
    }));
});

describe('tabs that share nothing', { concurrent: true, timeout }, () => {
  it('are those of different users', () =>
    inWorld(longLifeSeconds, async ({ authenticator, openTabs, startTogether, untilStatus }) => {
      const ada = await openTabs(2, { share: 'ada' });
      const bob = await openTabs(2, { share: 'bob' });
      await startTogether(ada);
      await startTogether(bob);
      await untilStatus([...ada, ...bob], 'active');
      const [adas, bobs] = [await tokensOf(ada), await tokensOf(bob)];
      expect(adas[0]).toBe(adas[1]);
      expect(bobs[0]).toBe(bobs[1]);
      expect(adas[0]).not.toBe(bobs[0]);
      expect(authenticator.calls).toHaveLength(2);
    }));

  const lonely: [string, Opening, (tab: Tab) => Promise<unknown>][] = [
    ['those without a key', { share: null }, (tab) => tab.frame.evaluate(() => self.origin !== 'null')],
    [
      'those in a sandboxed frame',
      { path: '/framed' },
      (tab) => tab.frame.evaluate(() => self.origin === 'null'),
    ],
    [
      'those on plain http, with an authenticator function',
      { host: 'app.hospital.test', form: 'function' },
      (tab) => tab.frame.evaluate(() => !isSecureContext),
    ],
  ];
  it.each(lonely)('are %s', (_name, opening, isSo) =>
    inWorld(longLifeSeconds, async ({ authenticator, openTabs, untilStatus }) => {
      const tabs = await openTabs(2, opening);
      await Promise.all(tabs.map((tab) => tab.start()));
      await untilStatus(tabs, 'active');
      expect(await Promise.all(tabs.map(isSo))).toEqual([true, true]);
      expect(new Set(await tokensOf(tabs)).size).toBe(2);
      expect(authenticator.calls).toHaveLength(2);
    }),
  );
});

function tokensOf(tabs: readonly Tab[]): Promise<(string | null)[]> {
  return Promise.all(tabs.map((tab) => tab.token()));
}

function outcomesIn(tab: Tab): Promise<(string | null)[]> {
  return tab.frame.evaluate(() => window.tabPage.outcomes);
}

async function crash(tab: Tab): Promise<void> {
  const crashed = tab.page.waitForEvent('crash');
  // Never answered: there is nobody left to answer.
  tab.cdp.send('Page.crash').catch(() => undefined);
  await crashed;
}

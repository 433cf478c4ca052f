// Tabs of one user that share a token.
import { expect, vi } from 'vitest';
import { patience, type AppTab } from '../../src/world/app-tab.js';
import { inWorld, type World } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

const waiting = { share: 'ada', startsLater: true };

export const threeTabs: Scenario = {
  what: 'makes one call for three tabs, and one for the next life',
  run: (surroundings) => inWorld(surroundings, { tokenLifeSeconds: 12 }, (world) => oneCallALife(world, 3)),
};

export const eightTabs: Scenario = {
  what: 'makes one call for eight tabs, and one for the next life',
  run: (surroundings) => inWorld(surroundings, { tokenLifeSeconds: 20 }, (world) => oneCallALife(world, 8)),
};

async function oneCallALife(world: World, count: number): Promise<void> {
  const { app, emulator, issued } = world;
  const tabs: AppTab[] = [];
  for (let n = 0; n < count; n++) tabs.push(await world.open(waiting));
  const answer = app.holdNext();
  await Promise.all(tabs.map((tab) => tab.start()));
  for (const tab of tabs) await tab.untilStatus('acquiring');
  await world.untilCalls(1);
  answer();
  await vi.waitFor(() => expect(issued()).toHaveLength(1), patience);
  // The second token is the last one: what is counted then stays as it is.
  emulator.tokenLifetimeSeconds = 2_000;
  await world.untilCalls(2);
  await untilAllHoldLast(world, tabs);
  expect(app.calls).toHaveLength(2);
  for (const tab of tabs) expect(await tab.told()).not.toContain('expired');
}

export const closedTab: Scenario = {
  what: 'gives the turn to the next tab when the one that calls is closed, or loaded anew',
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      const { app, browser, open } = world;
      for (const end of ['closed', 'reloaded'] as const) {
        const share = `ada-${end}`;
        const before = app.calls.length;
        // In a tab that the world does not close again.
        const tab = await browser.openWindow();
        await tab.goto(world.addressOf({ share, startsLater: true }));
        const other = await open({ share, startsLater: true });
        app.holdNext();
        await tab.evaluate(() => void window.appPage.store.start());
        await world.untilCalls(before + 1);
        await other.start();
        await other.untilStatus('acquiring');

        if (end === 'closed') await tab.close();
        else await tab.beginReload();

        await other.untilStatus('active');
        expect(app.calls).toHaveLength(before + 2);
        // That the other tab's call came to nothing is no news of this tab's network.
        expect(await other.told()).toEqual(['call start']);
        if (end === 'reloaded') await tab.close();
      }
    }),
};

export const frozenTab: Scenario = {
  what: 'does not wait for a tab that is frozen in the middle of its call',
  impossible: { firefox: 'it freezes no tab on command', webkit: 'it freezes no tab on command' },
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      const { app, open } = world;
      const [frozen, other] = [await open(waiting), await open(waiting)];
      app.holdNext();
      await frozen.start();
      await world.untilCalls(1);
      await frozen.tab.setFrozen!(true);
      await other.start();
      await other.untilStatus('active');
      expect(app.calls).toHaveLength(2);
      await frozen.tab.setFrozen!(false);
      await frozen.untilStatus('active');
    }),
};

export const heldBack: Scenario = {
  what: 'holds all tabs back by one Retry-After',
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      const { app, open } = world;
      const tabs = [await open(waiting), await open(waiting), await open(waiting)];
      app.answerNext((response) => {
        response.writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': '2' });
        response.end('{"error":"rate_limited"}');
      });
      for (const tab of tabs) await tab.start();
      await untilAllHoldLast(world, tabs);
      const [first, second] = app.calls;
      expect(app.calls).toHaveLength(2);
      expect(second! - first!).toBeGreaterThanOrEqual(2_000);
    }),
};

function untilAllHoldLast({ issued }: World, tabs: readonly AppTab[]): Promise<void> {
  return vi.waitFor(async () => {
    const last = issued().at(-1)?.accessToken;
    expect(last).toBeDefined();
    expect(await Promise.all(tabs.map((tab) => tab.token()))).toEqual(tabs.map(() => last));
  }, patience);
}

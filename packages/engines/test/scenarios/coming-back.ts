// Pages that are away while their token's life ends, and come back.
import { expect } from 'vitest';
import type { AppTab } from '../../src/world/app-tab.js';
import { inWorld, type World } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

const shortLifeSeconds = 4;

/** The page makes five calls the moment it is back: none may fail, and none may reach the API with a dead token. */
async function expectFiveAnswers({ apiCalls }: World, page: AppTab, moment: string): Promise<void> {
  await page.untilLived(moment);
  expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
  expect(await apiCalls()).toEqual({ good: 5, refused: 0 });
}

export const restored: Scenario = {
  what: 'answers the calls of a page that comes back from the back/forward cache past expiry',
  isAlone: true,
  run: (surroundings) =>
    inWorld(surroundings, { tokenLifeSeconds: shortLifeSeconds }, async (world) => {
      const page = await world.open({ callsWhen: 'restored' });
      await page.untilStatus('active');
      await leave(world, page);
      await world.outliveAllTokens();
      await page.tab.beginBack();
      await expectFiveAnswers(world, page, 'restored');
    }),
};

export const restoredForAnother: Scenario = {
  what: 'asks who is signed in before a page from the back/forward cache gives its token out again',
  isAlone: true,
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      const { app } = world;
      const page = await world.open({ callsWhen: 'restored' });
      await page.untilStatus('active');
      await leave(world, page);
      app.isSignedIn = false;
      await page.tab.beginBack();
      await page.untilLived('restored');
      expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('TokenError unauthenticated'));
      expect(await page.status()).toBe('signed-out');
      expect(await world.apiCalls()).toEqual({ good: 0, refused: 0 });
      expect(app.calls).toHaveLength(2);
    }),
};

async function leave({ app }: World, { tab }: AppTab): Promise<void> {
  await tab.goto(`http://localhost:${app.port}/other`);
}

export const offline: Scenario = {
  what: 'answers the calls of a page that was offline past expiry',
  isAlone: true,
  run: (surroundings) =>
    inWorld(surroundings, { tokenLifeSeconds: shortLifeSeconds }, async (world) => {
      const page = await world.open({ callsWhen: 'online' });
      await page.untilStatus('active');
      await page.tab.setOffline(true);
      await world.outliveAllTokens();
      await page.tab.setOffline(false);
      await expectFiveAnswers(world, page, 'online');
      expect(await page.life()).toEqual(expect.arrayContaining(['offline', 'online']));
    }),
};

export const hidden: Scenario = {
  what: 'answers the calls of a tab that was hidden past expiry and is shown',
  run: (surroundings) =>
    inWorld(surroundings, { tokenLifeSeconds: shortLifeSeconds }, async (world) => {
      const page = await world.openHidden({ callsWhen: 'visible' });
      await page.untilStatus('active');
      const [first] = world.issued();
      await new Promise((resolve) => setTimeout(resolve, first!.expiresAt - Date.now() + 1));
      await page.show();
      await expectFiveAnswers(world, page, 'visible');
    }),
};

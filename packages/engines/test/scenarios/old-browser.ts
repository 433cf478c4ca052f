// A browser at the floor: without everything that came after it.
import { expect, vi } from 'vitest';
import { globalScript } from '../../src/floor/built-files.js';
import { readNewerApis } from '../../src/floor/newer-apis.js';
import { takeAway } from '../../src/floor/take-away.js';
import { patience } from '../../src/world/app-tab.js';
import { classicSdk } from '../../src/world/classic-sdk.js';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';
import { fillIn, openSurvey } from './survey-frame.js';

export const oldBrowser: Scenario = {
  what: 'works without every API that came after the floor: in tabs that share, a frame, a survey, and after a 401',
  run: (surroundings) =>
    inWorld(surroundings, { before: takeAway(readNewerApis()) }, async (world) => {
      const { app, emulator, open, openFramedBy } = world;
      const page = await open({ share: 'ada' });
      await page.untilStatus('active');
      expect(
        await page.frame.evaluate(() => ['canParse' in URL, 'toSorted' in [], 'body' in Request.prototype]),
      ).toEqual(Array(3).fill(false));
      const other = await open({ share: 'ada' });
      await other.untilStatus('active');
      const framed = await openFramedBy('localhost', { share: 'ada' });
      await framed.untilStatus('active');
      await vi.waitFor(async () => {
        const tokens = await Promise.all([page, other, framed].map((tab) => tab.token()));
        expect(new Set(tokens).size).toBe(1);
      }, patience);

      const before = app.calls.length;
      emulator.revoke({ kind: 'participant' });
      await page.frame.evaluate(() => window.appPage.callAtOnce(10));
      expect(await page.untilOutcomes(10)).toEqual(Array(10).fill('ok'));
      expect(app.calls).toHaveLength(before + 1);

      await fillIn(await openSurvey(page, emulator.url));
      await vi.waitFor(async () => expect(await page.told()).toContain('survey Completed'), patience);
    }),
};

/** The page's own part, without a bundler. The API's address is in the page's. */
const plainScript = `
const store = MdhTokens.createTokenStore({
  authenticator: '/token',
  baseUrl: new URLSearchParams(location.search).get('api'),
  sdk: window.MyDataHelps,
});
window.outcome = window.MyDataHelps.getParticipantInfo().then(() => store.state.status, String);
`;

export const plainPage: Scenario = {
  what: 'works as a classic script without a bundler, and without every API that came after the floor',
  run: (surroundings) => {
    const scripts = {
      '/sdk.js': classicSdk(),
      '/mdh-tokens.global.js': globalScript(),
      '/page.js': plainScript,
    };
    return inWorld(
      surroundings,
      { before: takeAway(readNewerApis()), scripts },
      async ({ app, browser, emulator }) => {
        const tab = await browser.openWindow();
        try {
          await tab.goto(`http://localhost:${app.port}/plain?${new URLSearchParams({ api: emulator.url })}`);
          const outcome = await tab.evaluate(
            () => (window as unknown as { outcome: Promise<string> }).outcome,
          );
          expect(outcome).toBe('active');
          expect(app.calls).toHaveLength(1);
        } finally {
          await tab.close();
        }
      },
    );
  },
};

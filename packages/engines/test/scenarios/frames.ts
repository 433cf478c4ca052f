// Pages in frames, and the survey's frame in a page.
import { expect, vi } from 'vitest';
import { patience } from '../../src/world/app-tab.js';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';
import { fillIn, openSurvey } from './survey-frame.js';

export const framed: Scenario = {
  what: 'works in a frame of the same site and of another one, and leaves the token to MyDataHelps in its frame',
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      for (const host of ['localhost', '127.0.0.1']) {
        const app = await world.openFramedBy(host);
        await app.untilStatus('active');
        await app.frame.evaluate(() => window.appPage.callFive());
        expect(await app.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
      }
      const hosted = (await world.openFramedByPlatform()) ?? (await world.open({ hosted: true }));
      await hosted.untilStatus('hosted');
      expect(
        await hosted.frame.evaluate(() => window.appPage.rejectionOf(window.appPage.store.getToken())),
      ).toBe('TokenError hosted');
      expect(world.app.calls).toHaveLength(2);
    }),
};

export const survey: Scenario = {
  what: 'gives the survey’s frame a token that lasts, also after the one it had was revoked',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, emulator, open }) => {
      const page = await open();
      await page.untilStatus('active');
      const frame = await openSurvey(page, emulator.url);
      emulator.revoke({ kind: 'participant' });
      await fillIn(frame);
      await vi.waitFor(async () => expect(await page.told()).toContain('survey Completed'), patience);
      expect(app.calls.length).toBeLessThanOrEqual(3);
    }),
};

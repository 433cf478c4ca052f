// Pages in places, and on clocks, that are not as usual.
import { expect } from 'vitest';
import { insecureHost } from '../../src/drivers/launch.js';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

export const insecurePage: Scenario = {
  what: 'works on plain http with an authenticator function, alone, since such a page has no locks',
  impossible: { webkit: 'its driver maps no host names' },
  run: (surroundings) =>
    inWorld(surroundings, {}, async (world) => {
      const pages = [];
      for (let n = 0; n < 2; n++)
        pages.push(await world.open({ share: 'ada', form: 'function' }, { host: insecureHost }));
      for (const page of pages) {
        await page.untilStatus('active');
        expect(await page.frame.evaluate(() => isSecureContext)).toBe(false);
        await page.frame.evaluate(() => window.appPage.callFive());
        expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
      }
      expect(world.app.calls).toHaveLength(2);
    }),
};

declare global {
  interface Window {
    clockOffsetMs: number;
  }
}

const settableClock = `
const trueNow = Date.now;
window.clockOffsetMs = 0;
Date.now = () => trueNow() + window.clockOffsetMs;
`;
const hourMs = 3_600_000;

export const clockSet: Scenario = {
  what: 'loses no call when the device’s clock is set an hour forward, and an hour back',
  run: (surroundings) =>
    inWorld(surroundings, { before: settableClock }, async ({ apiCalls, open }) => {
      const page = await open();
      await page.untilStatus('active');
      for (const [n, offsetMs] of [hourMs, -hourMs].entries()) {
        await page.frame.evaluate((ms) => {
          window.clockOffsetMs = ms;
          window.appPage.callFive();
        }, offsetMs);
        const calls = 5 * (n + 1);
        expect(await page.untilOutcomes(calls)).toEqual(Array(calls).fill('ok'));
      }
      expect((await apiCalls()).refused).toBe(0);
    }),
};

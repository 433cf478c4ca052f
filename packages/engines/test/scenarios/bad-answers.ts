// Answers that are none.
import { expect } from 'vitest';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

export const redirected: Scenario = {
  what: 'says that the authenticator redirects to a sign-in page, and follows none',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, open }) => {
      for (let n = 0; n < 3; n++) {
        app.answerNext((response) => response.writeHead(302, { Location: '/sign-in' }).end());
      }
      const page = await open();
      await page.untilStatus('failed');
      const error = await page.frame.evaluate(() => {
        const { state } = window.appPage.store;
        return 'error' in state ? state.error?.code : null;
      });
      expect(error).toBe('redirected');
      expect(app.calls).toHaveLength(3);
    }),
};

export const cutOff: Scenario = {
  what: 'tries again after an answer that was cut off, however often that is',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, open }) => {
      for (let n = 0; n < 4; n++) {
        app.answerNext((response) => {
          response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
          response.write('{"access_token":"a-token-that-is-cut-o', () => response.socket?.destroy());
        });
      }
      const page = await open();
      await page.untilStatus('active');
      // WebKit takes such an answer for a complete one: then it is its text that tells.
      const told = (await page.told()).map((word) => word.replace('unavailable', 'network'));
      expect(told).toEqual([
        'call start',
        ...Array.from({ length: 4 }, () => ['failure network', 'call retry']).flat(),
      ]);
    }),
};

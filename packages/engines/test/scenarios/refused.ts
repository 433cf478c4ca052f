// Calls that the API refuses with 401.
import { expect } from 'vitest';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

export const refusedSdkCalls: Scenario = {
  what: 'gets one new token for 20 SDK calls that are refused at once, and loses none of them',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ apiCalls, emulator, open }) => {
      const page = await open();
      await page.untilStatus('active');
      emulator.revoke({ kind: 'participant' });
      await page.frame.evaluate(() => window.appPage.callAtOnce(20));
      expect(await page.untilOutcomes(20)).toEqual(Array(20).fill('ok'));
      expect(await apiCalls()).toEqual({ good: 20, refused: 20 });
      expect(await page.told()).toEqual(['call start', 'call rejected']);
    }),
};

export const refusedFetches: Scenario = {
  what: 'repeats store.fetch after a 401: a Request, a URL, and a write',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ emulator, open }) => {
      const page = await open();
      await page.untilStatus('active');
      for (const form of ['request', 'url', 'write'] as const) {
        emulator.revoke({ kind: 'participant' });
        const status = await page.frame.evaluate(
          async (api, asked) => {
            const { store } = window.appPage;
            const url = `${api}api/v1/delegated/participant`;
            const write = {
              method: 'PUT',
              headers: { 'Content-Type': 'application/json' },
              body: '{"customFields":{}}',
            };
            const input = asked === 'request' ? new Request(url) : url;
            const response = await store.fetch(input, asked === 'write' ? write : undefined);
            return response.status;
          },
          emulator.url,
          form,
        );
        expect([form, status]).toEqual([form, 200]);
      }
      expect(await page.told()).toEqual(['call start', 'call rejected', 'call rejected', 'call rejected']);
    }),
};

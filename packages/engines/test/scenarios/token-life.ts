// A token's life in one page: the first, the next, and the end of the session.
import { expect, vi } from 'vitest';
import { patience } from '../../src/world/app-tab.js';
import { inWorld } from '../../src/world/world.js';
import type { Scenario } from './scenario.js';

export const firstToken: Scenario = {
  what: 'lets SDK calls made before start() and the first token wait, and answers them all',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, open, apiCalls, emulator }) => {
      const answer = app.holdNext();
      const page = await open({ startsLater: true });
      const before = await page.frame.evaluate(() => {
        const { callFive, sdk, store } = window.appPage;
        const { status } = store.state;
        callFive();
        void store.start();
        return { status, baseUrl: sdk.baseUrl };
      });
      expect(before).toEqual({ status: 'idle', baseUrl: emulator.url });
      await page.untilStatus('acquiring');
      answer();
      expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
      expect(await apiCalls()).toEqual({ good: 5, refused: 0 });
      expect(await page.told()).toEqual(['call start']);
    }),
};

export const refreshes: Scenario = {
  what: 'gets the next token by itself, again and again, and no call of the SDK fails',
  run: (surroundings) =>
    inWorld(surroundings, { tokenLifeSeconds: 12 }, async ({ open, untilCalls }) => {
      const page = await open();
      await page.untilStatus('active');
      await page.frame.evaluate(() => window.appPage.callSteadily());
      await untilCalls(3);
      await page.frame.evaluate(() => window.appPage.stopCalling());
      const outcomes = await page.untilOutcomes(5);
      expect(outcomes.filter((outcome) => outcome !== 'ok')).toEqual([]);
      expect(await page.told()).toContain('call schedule');
    }),
};

export const signingOut: Scenario = {
  what: 'signs out at once and without a call, here, in the SDK and in the other tab',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, open }) => {
      const page = await open({ share: 'ada' });
      await page.untilStatus('active');
      const other = await open({ share: 'ada' });
      await other.untilStatus('active');
      const before = app.calls.length;

      const ended = await page.frame.evaluate(async () => {
        const { rejectionOf, sdk, store } = window.appPage;
        store.signOut();
        const { status } = store.state;
        return {
          status,
          sdkToken: sdk.token,
          token: store.peek(),
          rejections: await Promise.all([sdk.getParticipantInfo(), store.getToken()].map(rejectionOf)),
        };
      });
      expect(ended).toEqual({
        status: 'signed-out',
        sdkToken: null,
        token: null,
        rejections: Array(2).fill('TokenError signed_out'),
      });
      await other.untilStatus('signed-out');
      expect(await other.frame.evaluate(() => window.appPage.sdk.token as unknown)).toBeNull();
      expect(app.calls).toHaveLength(before);
    }),
};

export const beginsAgain: Scenario = {
  what: 'begins again at once after a sign-out, beside a tab that has heard of it',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ open }) => {
      const page = await open({ share: 'ada' });
      const other = await open({ share: 'ada' });
      await page.untilStatus('active');
      await other.untilStatus('active');
      const status = await page.frame.evaluate(async () => {
        const { store } = window.appPage;
        store.signOut();
        await store.start().catch(() => undefined);
        return store.state.status;
      });
      expect(status).toBe('active');
    }),
};

export const componentAsksAgain: Scenario = {
  what: 'lets a component that asks once and catches nothing ask again when a token is back',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ open, emulator }) => {
      const fault = emulator.faults.add({ effect: 'answer', endpoint: 'participant-token', status: 503 });
      const page = await open({ callTimeoutSeconds: 2 });
      await page.frame.evaluate(() => window.appPage.mountComponent());
      const complaints = () => page.frame.evaluate(() => window.appPage.complaints.join());
      await vi.waitFor(async () => expect(await complaints()).toContain('no token came in time'), patience);
      emulator.faults.remove(fault.id);
      await page.untilStatus('active');
      const shown = () => page.frame.evaluate(() => window.appPage.shown);
      await vi.waitFor(async () => expect(await shown()).toEqual(['the participant']), patience);
      // The rejection that nobody caught was meant.
      await page.frame.evaluate(() => void window.appPage.complaints.splice(0));
    }),
};

export const sessionOver: Scenario = {
  what: 'says why when the server has ended the session, and empties the SDK',
  run: (surroundings) =>
    inWorld(surroundings, {}, async ({ app, open }) => {
      const page = await open();
      await page.untilStatus('active');
      app.isSignedIn = false;
      const rejections = await page.frame.evaluate(async () => {
        const { rejectionOf, sdk, store } = window.appPage;
        return [await rejectionOf(store.refresh()), await rejectionOf(sdk.getParticipantInfo())];
      });
      expect(rejections).toEqual(Array(2).fill('TokenError unauthenticated'));
      await vi.waitFor(async () => expect(await page.status()).toBe('signed-out'), patience);
      expect(await page.frame.evaluate(() => window.appPage.sdk.token as unknown)).toBeNull();
    }),
};

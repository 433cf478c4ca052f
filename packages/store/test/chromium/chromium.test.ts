// The store and the unmodified SDK in a real Chromium, against an API and an authenticator on other origins.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from './launch-chromium.js';
import {
  openHostPage,
  patience,
  type Host,
  type HostPage,
  type Opening,
  type Surroundings,
} from './open-host-page.js';
import { createPageServer } from './page-server.js';
import { askFromSurvey, openSurvey, untilLessIsLeft } from './survey-frame.js';
import { wakes } from './wakes.js';

const hosts: readonly Host[] = [
  { name: 'localhost', form: 'url' },
  // The SDK trusts localhost; a name that it has never heard of makes it behave differently.
  { name: 'app.hospital.test', form: 'function' },
];

let surroundings: Surroundings;

beforeAll(async () => {
  const server = await createPageServer();
  const chromium = await launchChromium([
    '--host-resolver-rules=MAP app.hospital.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=http://app.hospital.test:${server.port}`,
  ]);
  surroundings = { server, chromium };
  return async () => {
    await chromium.close();
    await server.close();
  };
}, 60_000);

/** Opens the page for one test; at the end nothing that it told may hold a token. */
async function onPage(opening: Opening, use: (host: HostPage) => Promise<void>): Promise<void> {
  const host = await openHostPage(surroundings, opening);
  try {
    await use(host);
    expect(host.farEnd.issued()).not.toEqual([]);
    expect(await host.leakedTokens()).toEqual([]);
  } finally {
    await host.close();
  }
}

/** Most of the time goes by in waiting for tokens to end: the pages can do that together. */
const together = { concurrent: true, timeout: 60_000 };

const shortLifeSeconds = 4;

/** So long that no refresh falls into a test. */
const longLifeSeconds = 2_000;

for (const host of hosts) {
  describe(
    `a page on ${host.name} with an authenticator ${host.form} loses no call when it is`,
    together,
    () => {
      for (const wake of wakes) {
        it(`${wake.what}, past expiry`, () =>
          onPage({ host, tokenLifeSeconds: shortLifeSeconds }, async (hostPage) => {
            const { page, farEnd, journal, outcomesAfter } = hostPage;
            await page.evaluate(() => window.hostPage.callAfter('opened'));
            await outcomesAfter('opened');
            if (wake.cutsOff !== 'api') await page.evaluate(() => window.hostPage.callSteadily());

            const moment = await wake.happenTo(hostPage);
            const outcomes = await outcomesAfter(moment);

            expect(outcomes.filter((outcome) => !outcome.endsWith(': ok'))).toEqual([]);
            expect((await farEnd.apiCalls()).good).toBe(outcomes.length);
            // While no other can be had, a token is used to its very end.
            if (wake.cutsOff !== 'authenticator') expect(await hostPage.callsWithDeadToken()).toBe(0);
            const { life } = await journal();
            expect(life).toEqual(expect.arrayContaining([...wake.lived]));
            const seconds = (Date.now() - farEnd.issued()[0]!.issuedAt) / 1000;
            expect(farEnd.calls.length).toBeLessThanOrEqual(1 + seconds);
          }));
      }
    },
  );
}

describe('a page that makes no calls has a new token after it was', together, () => {
  for (const wake of wakes.filter(({ lived }) => lived.includes('resume'))) {
    it(`${wake.what}, past expiry`, () =>
      onPage({ host: hosts[0]!, tokenLifeSeconds: shortLifeSeconds, isQuiet: true }, async (hostPage) => {
        const { page, farEnd, untilLived } = hostPage;
        await page.evaluate(() => window.hostPage.store.start());
        await untilLived(await wake.happenTo(hostPage));
        await vi.waitFor(async () => {
          const token = await page.evaluate(() => window.hostPage.store.peek());
          expect(token).toBe(farEnd.issued().at(-1)!.accessToken);
        }, patience);
      }));
  }
});

for (const host of hosts) {
  describe(`the SDK on ${host.name} with an authenticator ${host.form}`, together, () => {
    it('lets calls made before start() and the first token wait, and succeed', () =>
      onPage({ host, tokenLifeSeconds: longLifeSeconds, startsLater: true }, async (hostPage) => {
        const { page, farEnd, outcomesAfter } = hostPage;
        farEnd.api.faults.add({
          effect: 'delay',
          endpoint: 'participant-token',
          calls: 1,
          latencySeconds: 0.5,
        });
        const before = await page.evaluate(() => {
          const { store, sdk, callAfter } = window.hostPage;
          const was = { status: store.state.status, token: sdk.token };
          callAfter('opening');
          void store.start();
          return was;
        });
        expect(before).toEqual({ status: 'idle', token: undefined });
        expect(await outcomesAfter('opening')).toEqual(Array(5).fill('opening: ok'));
        expect(await farEnd.apiCalls()).toEqual({ good: 5, refused: 0 });
        expect(farEnd.calls).toEqual(['start']);
      }));

    it('gets one new token for 50 calls that are refused at once, and loses none of them', () =>
      onPage({ host, tokenLifeSeconds: longLifeSeconds }, async ({ page, farEnd, journal }) => {
        await page.evaluate(() => window.hostPage.store.start());
        farEnd.revokeTokens();
        await page.evaluate(() => window.hostPage.callAtOnce('revocation', 50));
        const { calls } = await journal();
        expect(calls.map(({ outcome }) => outcome)).toEqual(Array(50).fill('ok'));
        expect(await farEnd.apiCalls()).toEqual({ good: 50, refused: 50 });
        expect(farEnd.calls).toEqual(['start', 'rejected']);
      }));

    it('is emptied when the session has ended, rejects calls with the reason, and begins again', () =>
      onPage({ host, tokenLifeSeconds: longLifeSeconds }, async ({ page, farEnd, journal }) => {
        await page.evaluate(() => window.hostPage.store.start());
        farEnd.isSignedIn = false;
        const ended = await page.evaluate(async () => {
          const { rejectionOf, sdk, store } = window.hostPage;
          const rejections = [
            await rejectionOf(store.refresh()),
            await rejectionOf(sdk.getParticipantInfo()),
            await rejectionOf(store.getToken()),
          ];
          return { rejections, status: store.state.status, token: sdk.token };
        });
        const reason = { isTokenError: true, code: 'unauthenticated' };
        expect(ended).toEqual({ rejections: [reason, reason, reason], status: 'signed-out', token: null });
        expect(await farEnd.apiCalls()).toEqual({ good: 0, refused: 0 });

        farEnd.isSignedIn = true;
        await page.evaluate(async () => {
          await window.hostPage.store.start();
          await window.hostPage.callAtOnce('sign-in', 1);
        });
        expect((await journal()).calls).toEqual([{ after: 'sign-in', outcome: 'ok' }]);
        expect(farEnd.calls).toEqual(['start', 'forced', 'start']);
      }));

    it('has no token and a gate that says so after stop(), and its own methods after disconnect', () =>
      onPage({ host, tokenLifeSeconds: longLifeSeconds }, async ({ page }) => {
        const ownMethods = () => page.evaluate(() => window.hostPage.ownMethodsOfSdk());
        await page.evaluate(() => window.hostPage.store.start());
        expect(await ownMethods()).toEqual(['connect', 'makeRequest']);
        const stopped = await page.evaluate(async () => {
          const { rejectionOf, sdk, store } = window.hostPage;
          store.stop();
          const rejections = [
            await rejectionOf(store.getToken()),
            await rejectionOf(sdk.getParticipantInfo()),
          ];
          return { token: sdk.token, rejections };
        });
        const reason = { isTokenError: true, code: 'stopped' };
        expect(stopped).toEqual({ token: null, rejections: [reason, reason] });
        expect(await ownMethods()).toEqual(['connect', 'makeRequest']);
        await page.evaluate(() => window.hostPage.disconnectSdk());
        expect(await ownMethods()).toEqual([]);
      }));

    it('tells a survey that asks late exactly three fields, with the life that is left then', () =>
      onPage({ host, tokenLifeSeconds: longLifeSeconds }, async (hostPage) => {
        const { page, farEnd } = hostPage;
        const frame = await openSurvey(hostPage);
        await page.evaluate(() => window.hostPage.store.start());
        await untilLessIsLeft(hostPage, longLifeSeconds - 1.5);
        const { accessToken, leftBeforeMs, leftAfterMs } = await askFromSurvey(hostPage, frame);
        expect(accessToken).toEqual({
          access_token: farEnd.issued()[0]!.accessToken,
          expires_in: expect.any(Number),
          token_type: 'Bearer',
        });
        expect(accessToken.expires_in).toBeLessThanOrEqual(Math.floor(leftBeforeMs / 1000));
        expect(accessToken.expires_in).toBeGreaterThanOrEqual(Math.floor(leftAfterMs / 1000));
        expect(farEnd.calls).toEqual(['start']);
      }));

    it('gives a survey a new token where less than two minutes are left of a longer life', () =>
      onPage({ host, tokenLifeSeconds: 122, startsLater: true }, async (hostPage) => {
        const { page, farEnd } = hostPage;
        const frame = await openSurvey(hostPage);
        await page.evaluate(() => {
          // The store's own refresh then lies a minute away.
          Math.random = () => 0.99;
          return window.hostPage.store.start();
        });
        await untilLessIsLeft(hostPage, 120);
        const { accessToken } = await askFromSurvey(hostPage, frame);
        expect(accessToken.access_token).toBe(farEnd.issued()[1]?.accessToken);
        expect(farEnd.calls).toEqual(['start', 'demand']);
      }));
  });
}

describe('the search for tokens', together, () => {
  it('finds one that the page tells', async () => {
    const host = await openHostPage(surroundings, { host: hosts[0]!, tokenLifeSeconds: longLifeSeconds });
    await host.page.evaluate(async () => {
      await window.hostPage.store.start();
      console.log(`Bearer ${window.hostPage.sdk.token.access_token}`);
    });
    await vi.waitFor(async () => expect(await host.leakedTokens()).toHaveLength(1), patience);
    await host.close();
  });
});

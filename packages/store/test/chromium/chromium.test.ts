// The store and the unmodified SDK in a real Chromium, against an API and an authenticator on other origins.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
import { askFromSurvey, leftMs, openSurvey } from './survey-frame.js';
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
}, 60_000);

afterAll(async () => {
  await surroundings.chromium.close();
  await surroundings.server.close();
}, 20_000);

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

const timeoutMs = 60_000;

for (const host of hosts) {
  describe(`a page on ${host.name}, with its authenticator as a ${host.form}, loses no call when it is`, () => {
    for (const wake of wakes) {
      it.concurrent(`${wake.what}, past expiry`, { timeout: timeoutMs }, () =>
        onPage({ host, tokenLifeSeconds: 3 }, async (hostPage) => {
          const { page, farEnd, journal, outcomesAfter, apiStatuses } = hostPage;
          await page.evaluate(() => window.hostPage.callAfter('opened'));
          await outcomesAfter('opened');
          if (wake.isCutOff !== true) await page.evaluate(() => window.hostPage.callSteadily());

          const moment = await wake.happenTo(hostPage);
          const outcomes = await outcomesAfter(moment);

          expect(outcomes.filter((outcome) => !outcome.endsWith(': ok'))).toEqual([]);
          expect(apiStatuses).toEqual(outcomes.map(() => 200));
          const { life } = await journal();
          expect(life.filter((entry) => wake.lived.includes(entry))).toEqual(wake.lived);
          const seconds = (Date.now() - farEnd.issued()[0]!.issuedAt) / 1000;
          expect(farEnd.calls.length).toBeLessThanOrEqual(1 + seconds);
        }),
      );
    }
  });
}

describe('a page that makes no calls', () => {
  for (const wake of wakes.filter(({ lived }) => lived.includes('resume'))) {
    it.concurrent(`has a new token after it was ${wake.what}, past expiry`, { timeout: timeoutMs }, () =>
      onPage({ host: hosts[0]!, tokenLifeSeconds: 3, isQuiet: true }, async (hostPage) => {
        await hostPage.page.evaluate(() => window.hostPage.store.start());
        const moment = await wake.happenTo(hostPage);
        await hostPage.untilLived(moment);
        await vi.waitFor(
          async () =>
            expect(await hostPage.page.evaluate(() => window.hostPage.store.peek())).toBe(
              hostPage.farEnd.issued().at(-1)?.accessToken,
            ),
          patience,
        );
        expect(hostPage.farEnd.calls).toContain('wake');
      }),
    );
  }
});

for (const host of hosts) {
  describe(`the SDK on ${host.name}, with its authenticator as a ${host.form}`, () => {
    it.concurrent(
      'lets calls made before start() and the first token wait, and succeed',
      { timeout: timeoutMs },
      () =>
        onPage(
          { host, tokenLifeSeconds: 60, startsLater: true },
          async ({ page, farEnd, outcomesAfter, apiStatuses }) => {
            farEnd.api.faults.add({ endpoint: 'participant-token', calls: 1, latencySeconds: 0.5 });
            const before = await page.evaluate(() => {
              const { store, sdk, callAfter } = window.hostPage;
              const was = { status: store.state.status, token: sdk.token };
              callAfter('opening');
              void store.start();
              return was;
            });
            expect(before).toEqual({ status: 'idle', token: undefined });
            expect(await outcomesAfter('opening')).toEqual(Array(5).fill('opening: ok'));
            expect(apiStatuses).toEqual(Array(5).fill(200));
            expect(farEnd.calls).toEqual(['start']);
          },
        ),
    );

    it.concurrent(
      'replaces a revoked token once for 50 refused calls, and loses none',
      { timeout: timeoutMs },
      () =>
        onPage({ host, tokenLifeSeconds: 60 }, async ({ page, farEnd, journal, apiStatuses }) => {
          await page.evaluate(() => window.hostPage.store.start());
          farEnd.revokeTokens();
          await page.evaluate(() => window.hostPage.callAtOnce('revocation', 50));
          const { calls } = await journal();
          expect(calls.map(({ outcome }) => outcome)).toEqual(Array(50).fill('ok'));
          expect([401, 200].map((code) => apiStatuses.filter((status) => status === code).length)).toEqual([
            50, 50,
          ]);
          expect(farEnd.calls).toEqual(['start', 'rejected']);
        }),
    );

    it.concurrent(
      'is emptied when the session has ended, rejects calls with the reason, and begins again',
      { timeout: timeoutMs },
      () =>
        onPage({ host, tokenLifeSeconds: 60 }, async ({ page, farEnd, journal, apiStatuses }) => {
          await page.evaluate(() => window.hostPage.store.start());
          farEnd.isSignedIn = false;
          const signedOut = { isTokenError: true, code: 'unauthenticated' };
          const rejections = await page.evaluate(async () => {
            const { rejectionOf, sdk, store } = window.hostPage;
            return [
              await rejectionOf(store.refresh()),
              await rejectionOf(sdk.getParticipantInfo()),
              await rejectionOf(store.getToken()),
            ];
          });
          expect(rejections).toEqual([signedOut, signedOut, signedOut]);
          expect(
            await page.evaluate(() => [window.hostPage.store.state.status, window.hostPage.sdk.token]),
          ).toEqual(['signed-out', null]);
          expect(apiStatuses).toEqual([]);

          farEnd.isSignedIn = true;
          await page.evaluate(async () => {
            await window.hostPage.store.start();
            await window.hostPage.callAtOnce('sign-in', 1);
          });
          expect((await journal()).calls).toEqual([{ after: 'sign-in', outcome: 'ok' }]);
          expect(farEnd.calls).toEqual(['start', 'forced', 'start']);
        }),
    );

    it.concurrent('has its own methods and no token again after stop()', { timeout: timeoutMs }, () =>
      onPage({ host, tokenLifeSeconds: 60 }, async ({ page }) => {
        const ownMethods = () => page.evaluate(() => window.hostPage.ownMethodsOfSdk());
        await page.evaluate(() => window.hostPage.store.start());
        expect(await ownMethods()).toEqual(['connect', 'makeRequest']);
        const after = await page.evaluate(async () => {
          const { rejectionOf, sdk, store } = window.hostPage;
          store.stop();
          return [sdk.token, await rejectionOf(store.getToken())];
        });
        expect(after).toEqual([null, { isTokenError: true, code: 'stopped' }]);
        expect(await ownMethods()).toEqual([]);
      }),
    );

    it.concurrent(
      'tells a survey that asks late exactly three fields, with the life that is left then',
      { timeout: timeoutMs },
      () =>
        onPage({ host, tokenLifeSeconds: 200 }, async (hostPage) => {
          const frame = await openSurvey(hostPage);
          await hostPage.page.evaluate(() => window.hostPage.store.start());
          await vi.waitFor(async () => expect(await leftMs(hostPage)).toBeLessThan(198_500), patience);
          const { accessToken, leftBeforeMs, leftAfterMs } = await askFromSurvey(hostPage, frame);
          const [issued] = hostPage.farEnd.issued();
          expect(accessToken).toEqual({
            access_token: issued?.accessToken,
            expires_in: expect.any(Number),
            token_type: 'Bearer',
          });
          expect(accessToken.expires_in).toBeLessThanOrEqual(Math.floor(leftBeforeMs / 1000));
          expect(accessToken.expires_in).toBeGreaterThanOrEqual(Math.floor(leftAfterMs / 1000));
          expect(hostPage.farEnd.calls).toEqual(['start']);
        }),
    );

    it.concurrent(
      'gives a survey a new token where less than two minutes are left of a longer life',
      { timeout: timeoutMs },
      () =>
        onPage({ host, tokenLifeSeconds: 122 }, async (hostPage) => {
          const frame = await openSurvey(hostPage);
          await hostPage.page.evaluate(() => window.hostPage.store.start());
          await vi.waitFor(async () => expect(await leftMs(hostPage)).toBeLessThan(120_000), patience);
          const { accessToken } = await askFromSurvey(hostPage, frame);
          expect(accessToken.access_token).toBe(hostPage.farEnd.issued()[1]?.accessToken);
          expect(accessToken.expires_in).toBeGreaterThanOrEqual(120);
          expect(hostPage.farEnd.calls).toEqual(['start', 'demand']);
        }),
    );
  });
}

it.concurrent('a token in a message of the page would be found', { timeout: timeoutMs }, async () => {
  const host = await openHostPage(surroundings, { host: hosts[0]!, tokenLifeSeconds: 60 });
  await host.page.evaluate(async () => {
    await window.hostPage.store.start();
    console.log(`Bearer ${window.hostPage.sdk.token.access_token}`);
  });
  await vi.waitFor(async () => expect(await host.leakedTokens()).toHaveLength(1), patience);
  await host.close();
});

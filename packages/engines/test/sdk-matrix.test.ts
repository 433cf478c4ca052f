// The store with every SDK that is in use, in a real page: the same for each, and what each cannot do.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser } from '../src/drivers/browser.js';
import { findEngine } from '../src/drivers/launch.js';
import { patience } from '../src/world/app-tab.js';
import { bundlePage } from '../src/world/bundle-page.js';
import { inWorld, type World } from '../src/world/world.js';
import { fillIn, openSurvey } from './scenarios/survey-frame.js';

interface Sdk {
  readonly version: string;
  /** What the store says of it. */
  readonly diagnostics: readonly string[];
  /** `startSurvey` shows the survey in a frame of the page, which asks the page for the token. */
  readonly hasSurveyFrame: boolean;
}

const missing = (name: string) => `diagnostic sdk_outdated ${JSON.stringify({ missing: name })}`;

const sdks: readonly Sdk[] = [
  { version: '3.0.0', diagnostics: [missing('enableStandaloneMode')], hasSurveyFrame: false },
  { version: '3.3.0', diagnostics: [], hasSurveyFrame: false },
  { version: '3.15.0', diagnostics: [], hasSurveyFrame: true },
  { version: '3.27.0', diagnostics: [], hasSurveyFrame: true },
  { version: '3.36.0', diagnostics: [], hasSurveyFrame: true },
  { version: '4.0.0', diagnostics: [], hasSurveyFrame: true },
  { version: '5.0.0', diagnostics: [], hasSurveyFrame: true },
  { version: '5.5.0', diagnostics: [], hasSurveyFrame: true },
  { version: '5.7.0', diagnostics: [], hasSurveyFrame: true },
];

let browser: Browser;

beforeAll(async () => {
  const launch = findEngine('chromium');
  if (launch === null) throw new Error('no Chromium: npm test installs one, or set CHROMIUM_PATH');
  browser = await launch();
}, 120_000);

afterAll(() => browser.close(), 60_000);

describe.each(sdks)(
  'the SDK $version',
  { concurrent: true, timeout: 120_000 },
  ({ version, diagnostics, hasSurveyFrame }) => {
    let script: string;

    beforeAll(async () => {
      script = await bundlePage(`sdk-${version}`);
    });

    const inPage = (use: (world: World) => Promise<void>) => () => inWorld({ browser, script }, {}, use);

    it(
      'knows its host before the first token; early calls wait for it, and it comes in the documented fields',
      inPage(async ({ app, apiCalls, emulator, issued, open }) => {
        const answer = app.holdNext();
        const page = await open({ startsLater: true });
        const host = await page.frame.evaluate(() => {
          const { callFive, sdk, store } = window.appPage;
          const { baseUrl } = sdk;
          callFive();
          void store.start();
          return baseUrl;
        });
        expect(host).toBe(emulator.url);
        await page.untilStatus('acquiring');
        answer();
        expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
        expect(await apiCalls()).toEqual({ good: 5, refused: 0 });
        const told = await page.told();
        expect(told.filter((word) => word.startsWith('diagnostic'))).toEqual(diagnostics);

        const handed = await page.frame.evaluate(() => {
          const { sdk, store } = window.appPage;
          const { state } = store;
          return {
            token: sdk.token,
            isOfStore: sdk.token.access_token === store.peek(),
            endsWithStore: 'expiresAt' in state && Math.abs(state.expiresAt - sdk.tokenExpires) < 1_000,
            hasSurveyFrame: 'startDelegatedSurvey' in sdk,
          };
        });
        expect(handed).toEqual({
          token: {
            access_token: issued()[0]!.accessToken,
            expires_in: expect.any(Number),
            token_type: 'Bearer',
          },
          isOfStore: true,
          endsWithStore: true,
          hasSurveyFrame,
        });
      }),
    );

    it(
      'gets one new token for ten calls that are refused at once, and loses none of them',
      inPage(async ({ apiCalls, app, emulator, open }) => {
        const page = await open();
        await page.untilStatus('active');
        emulator.revoke({ kind: 'participant' });
        await page.frame.evaluate(() => window.appPage.callAtOnce(10));
        expect(await page.untilOutcomes(10)).toEqual(Array(10).fill('ok'));
        expect(await apiCalls()).toEqual({ good: 10, refused: 10 });
        expect(app.calls).toHaveLength(2);
      }),
    );

    it(
      'is emptied by stop() and by signOut(), rejects with the reason, and is supplied again',
      inPage(async ({ app, open }) => {
        const page = await open();
        for (const [end, code] of [
          ['stop', 'TokenError stopped'],
          ['signOut', 'TokenError signed_out'],
        ] as const) {
          await page.untilStatus('active');
          const left = await page.frame.evaluate(async (way) => {
            const { rejectionOf, sdk, store } = window.appPage;
            store[way]();
            return { token: sdk.token, rejection: await rejectionOf(sdk.getParticipantInfo()) };
          }, end);
          expect(left).toEqual({ token: null, rejection: code });
          await page.start();
        }
        await page.untilStatus('active');
        await page.frame.evaluate(() => window.appPage.callFive());
        expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
        expect(app.calls).toHaveLength(3);
        const methods = await page.frame.evaluate(() => {
          const { disconnect, ownMethodsOfSdk } = window.appPage;
          const before = ownMethodsOfSdk();
          disconnect();
          return { before, after: ownMethodsOfSdk() };
        });
        expect(methods.before).toEqual(expect.arrayContaining(['connect', 'makeRequest']));
        expect(methods.after).not.toContain('connect');
        expect(methods.after).not.toContain('makeRequest');
      }),
    );

    it(
      'takes neither token nor host from the page around, whatever the address says',
      inPage(async ({ apiCalls, emulator, open }) => {
        const page = await open({}, { query: '&_e=1' });
        await page.untilStatus('active');
        await page.frame.evaluate(() => window.appPage.callFive());
        expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
        expect(await apiCalls()).toEqual({ good: 5, refused: 0 });
        expect(await page.frame.evaluate(() => window.appPage.sdk.baseUrl)).toBe(emulator.url);
      }),
    );

    it(
      'is handed tokens without a gate, too',
      inPage(async ({ open }) => {
        const page = await open({ intercept: false });
        await page.untilStatus('active');
        await page.frame.evaluate(() => window.appPage.callFive());
        expect(await page.untilOutcomes(5)).toEqual(Array(5).fill('ok'));
        expect(await page.frame.evaluate(() => window.appPage.ownMethodsOfSdk())).not.toContain('connect');
      }),
    );

    if (hasSurveyFrame) {
      it(
        'gives its survey’s frame the token',
        inPage(async ({ emulator, open }) => {
          const page = await open();
          await page.untilStatus('active');
          await fillIn(await openSurvey(page, emulator.url));
          await vi.waitFor(async () => expect(await page.told()).toContain('survey Completed'), patience);
        }),
      );
    }
  },
);

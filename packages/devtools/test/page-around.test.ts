import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPanel, openStage, eventsOf, type BrowserStage } from './open-stage.js';
import { countFrames, watchPage } from './watch-page.js';

let stage: BrowserStage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterEach(async () => {
  stage.refuseWith = null;
  stage.lifeSeconds = 600;
  stage.emulator.faults.clear();
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
});

afterAll(() => stage.close());

/** The colour that the panel really has. */
function backgroundOf(page: Page): Promise<string> {
  return page.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
}

/** Moves the panel to a window, as a user does. @param has whether the browser has Document Picture-in-Picture */
async function moveToWindow(page: Page, has = true): Promise<Page> {
  if (!has) await page.evaluate(() => Reflect.deleteProperty(window, 'documentPictureInPicture'));
  const [moved] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Move to a window' }).click(),
  ]);
  await moved.locator('.status', { hasText: 'active' }).waitFor();
  const isPictureInPicture = await page.evaluate(
    () =>
      'documentPictureInPicture' in window &&
      (window.documentPictureInPicture as { window: Window | null }).window !== null,
  );
  expect(isPictureInPicture).toBe(has);
  return moved;
}

describe('secrets', () => {
  it('no token, in text, attribute, dataset, export or console, after 100 refreshes', async () => {
    const page = await stage.open();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    // The floor of a second between two calls would make this two minutes: the panel is told of tokens by the store's
    // own steps, however fast they come.
    await page.clock.install();
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    for (let round = 0; round < 101; round += 1) {
      await page.clock.fastForward(3_000);
      await page.evaluate(() => window.shown.store.refresh());
    }
    await page.clock.runFor(1_000);
    const shown = await page.evaluate(() => {
      const host = document.querySelector('mdh-tokens-devtools');
      return document.documentElement.outerHTML + host?.shadowRoot?.innerHTML;
    });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save recording' }).click(),
    ]);
    const seen = shown + (await readFile(await download.path(), 'utf8'));
    const tokens = stage.emulator.issued.filter(({ kind }) => kind === 'participant');
    expect(tokens.length).toBeGreaterThan(100);
    expect(seen).toContain('"generation": 100');
    for (const { accessToken } of tokens) {
      expect(seen).not.toContain(accessToken);
      expect(said.join('\n')).not.toContain(accessToken);
    }
  });
});

describe('the page around the panel', () => {
  it("is the README's, too: the button in its corner opens the panel", async () => {
    const page = await (await stage.browser.newContext()).newPage();
    await page.goto(`${stage.url}/readme`);
    await page.getByRole('button', { name: 'Token active open the token devtools' }).click();
    await page.getByRole('button', { name: 'Revoke tokens' }).waitFor();
    await eventsOf(page).getByText('The app called start().').waitFor();
  });

  it('works from a bundle without chunks, too: the faults of the emulator, and a recording that is opened', async () => {
    const page = await openPanel(stage, { path: '/single' });
    const watched = await watchPage(page);
    await page.getByRole('button', { name: 'Revoke tokens' }).waitFor();
    await page
      .getByLabel('Open a recording')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await page.locator('.note', { hasText: 'This is no recording' }).waitFor();
    expect(await watched.problems()).toEqual([]);
  });

  it('strict CSP and Trusted Types: 0 violations, styled', async () => {
    const page = await stage.open();
    const watched = await watchPage(page);
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    await page.locator('.status', { hasText: 'active' }).waitFor();
    for (const text of ['Legend', 'The same as a table']) await page.getByText(text).click();
    await page.getByRole('combobox', { name: 'Place of the panel' }).selectOption('side');
    await page.evaluate(() => window.stage.sdk.getParticipantInfo());
    const style = await page.locator('.panel').evaluate((panel) => {
      const { display, backgroundColor } = getComputedStyle(panel);
      return { display, backgroundColor, width: panel.getBoundingClientRect().width };
    });
    expect(style).toEqual({ display: 'flex', backgroundColor: 'rgb(255, 255, 255)', width: 440 });
    expect(await watched.problems()).toEqual([]);
  });

  it.each([
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(23, 29, 36)'],
  ] as const)('is %s where the system is, unless the app says otherwise', async (colorScheme, background) => {
    const page = await openPanel(stage, { colorScheme });
    expect(await backgroundOf(page)).toBe(background);
    const other = colorScheme === 'light' ? 'dark' : 'light';
    await page
      .locator('mdh-tokens-devtools')
      .evaluate((panel, theme) => panel.setAttribute('theme', theme), other);
    expect(await backgroundOf(page)).not.toBe(background);
    await page.locator('mdh-tokens-devtools').evaluate((panel) => panel.removeAttribute('theme'));
    expect(await backgroundOf(page)).toBe(background);
  });

  it('an app with * { all: unset } and 6 rem html font leaves it legible', async () => {
    const page = await openPanel(stage, { path: '/lax' });
    const measure = () =>
      page.locator('.panel').evaluate((panel) => {
        const { fontSize, fontFamily, color, backgroundColor } = getComputedStyle(panel);
        return { fontSize, fontFamily, color, backgroundColor, height: panel.getBoundingClientRect().height };
      });
    const before = await measure();
    await page.addStyleTag({
      content:
        '* { all: unset !important } html { font: 6rem serif; color: red; direction: rtl } :root { --color-text: red; --color-card: red }',
    });
    expect(await measure()).toEqual(before);
    expect(before.fontSize).toBe('13px');
  });

  it('dir=rtl does not mirror time', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    const [used, ahead] = await page.evaluate(() =>
      ['.bar-used', '.bar-ahead'].map(
        (bar) =>
          document
            .querySelector('mdh-tokens-devtools')
            ?.shadowRoot?.querySelector(`.plot ${bar}`)
            ?.getBoundingClientRect().left ?? 0,
      ),
    );
    expect(ahead).toBeGreaterThan(used ?? 0);
  });

  it('two copies of the package: customElements.define does not throw', async () => {
    const page = await openPanel(stage);
    const watched = await watchPage(page);
    await page.evaluate(async () => {
      const first = window.stage;
      await new Promise((resolve) => {
        const again = Object.assign(document.createElement('script'), { type: 'module', onload: resolve });
        // Trusted Types guard script URLs; this is the test's own.
        const policy = (
          window as unknown as {
            trustedTypes: {
              createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
            };
          }
        ).trustedTypes.createPolicy('test', { createScriptURL: (url: string) => url });
        again.src = policy.createScriptURL('/copy/main.js');
        document.body.append(again);
      });
      if (window.stage.devtools.mountDevtools === first.devtools.mountDevtools) throw new Error('no copy');
      window.stage.devtools.mountDevtools(window.stage.createStore(), { name: 'of the second copy' });
    });
    await page.getByRole('combobox', { name: 'Store' }).selectOption('of the second copy');
    await page.locator('.status', { hasText: 'idle' }).waitFor();
    expect(await watched.problems()).toEqual([]);
  });

  it('says so when what it shows cannot be loaded, and tries again when it is opened again', async () => {
    const page = await stage.open();
    await page.route(/content-\w+\.js$/, (route) => route.abort());
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    await page
      .locator('.panel')
      .getByText('TypeError: Failed to fetch dynamically imported module')
      .waitFor();
    await page.unroute(/content-\w+\.js$/);
    await page.getByRole('button', { name: /^Close/ }).click();
    await page.getByRole('button', { name: /open the token devtools$/ }).click();
    await page.locator('.status', { hasText: 'active' }).waitFor();
    expect(await page.locator('.panel').innerText()).not.toContain('TypeError');
  });

  it('says so when the faults of the emulator cannot be loaded, and shows the rest', async () => {
    const page = await stage.open();
    await page.route(/faults-view-\w+\.js$/, (route) => route.abort());
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    await page.locator('.note', { hasText: 'Failed to fetch dynamically imported module' }).waitFor();
    await page.locator('.status', { hasText: 'active' }).waitFor();
  });

  it('sandboxed frame: works without localStorage', async () => {
    const page = await stage.open({ path: '/sandboxed' });
    const frame = page.frames().find((one) => one !== page.mainFrame());
    await frame?.waitForFunction(() => 'stage' in window);
    await frame?.evaluate(() => {
      window.stage.devtools.mountDevtools(window.stage.createStore(), { open: true });
    });
    await frame?.locator('.status', { hasText: 'idle' }).waitFor();
    await frame?.getByRole('combobox', { name: 'Place of the panel' }).selectOption('side');
    await frame?.locator('.root[data-dock=side]').waitFor();
  });

  describe.each([
    { kind: 'Document Picture-in-Picture', has: true },
    { kind: 'a pop-up, where the browser has no Picture-in-Picture', has: false },
  ])('in a window: $kind', ({ has }) => {
    it('a modal of the app is open: the panel works there, styled, and comes back', async () => {
      const page = await openPanel(stage);
      const watched = await watchPage(page);
      const moved = await moveToWindow(page, has);
      await page.evaluate(() => {
        const modal = document.createElement('dialog');
        document.body.append(modal);
        modal.showModal();
      });
      await moved.getByRole('button', { name: 'Refresh now' }).click();
      await moved.locator('dl', { hasText: '#2' }).waitFor();
      expect(await moved.locator('.panel').evaluate((panel) => getComputedStyle(panel).display)).toBe('flex');
      expect(await page.locator('mdh-tokens-devtools .panel').count()).toBe(0);
      // A store that is mounted meanwhile joins the panel where it is.
      await page.evaluate(() => {
        window.stage.devtools.mountDevtools(window.stage.createStore(), { name: 'mounted meanwhile' });
      });
      await moved.getByRole('option', { name: 'mounted meanwhile' }).waitFor({ state: 'attached' });
      expect(await page.locator('mdh-tokens-devtools').count()).toBe(1);
      await moved.close();
      await page.locator('.root[data-dock=bottom] .status', { hasText: 'active' }).waitFor();
      expect(await watched.problems()).toEqual([]);
    });

    it('goes on in its own window, in its theme, with arrow keys, and can go there again', async () => {
      const page = await openPanel(stage);
      const first = await moveToWindow(page, has);
      await page.evaluate(() => document.querySelector('mdh-tokens-devtools')?.setAttribute('theme', 'dark'));
      await expect.poll(() => backgroundOf(first)).toBe('rgb(23, 29, 36)');
      await first.getByRole('group', { name: 'Time-line' }).focus();
      await first.keyboard.press('End');
      await first.locator('.plot .cursor').waitFor();
      expect(await first.getByRole('button', { name: 'Move to a window' }).count()).toBe(0);
      await first.close();
      await page.locator('.root[data-dock=bottom]').waitFor();
      const second = await moveToWindow(page, has);
      await second.getByRole('button', { name: 'Refresh now' }).click();
      await second.locator('dl', { hasText: '#2' }).waitFor();
    });

    it('closes with the panel, and with the page', async () => {
      const page = await openPanel(stage);
      const first = await moveToWindow(page, has);
      await Promise.all([first.waitForEvent('close'), page.evaluate(() => window.shown.unmount())]);
      await page.evaluate(() => {
        const { store, recorder } = window.shown;
        window.stage.devtools.mountDevtools(store, { recorder, open: true });
      });
      const second = await moveToWindow(page, has);
      await Promise.all([second.waitForEvent('close'), page.reload()]);
    });
  });

  it('says so when the browser opens no window', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => {
      Reflect.deleteProperty(window, 'documentPictureInPicture');
      window.open = () => null;
    });
    await page.getByRole('button', { name: 'Move to a window' }).click();
    await page.locator('.body').getByText('The browser has blocked the window').waitFor();
  });

  it('goes on beside the survey of the SDK, above it and without touching its frame', async () => {
    const page = await openPanel(stage, { path: '/lax' });
    await page.evaluate(() => window.stage.sdk.startSurvey('Daily Check-in'));
    await page.locator('#mydatahelps-survey-frame').waitFor();
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.locator('dl', { hasText: '#2' }).waitFor();
    const moved = await moveToWindow(page);
    await moved.getByRole('button', { name: 'Refresh now' }).click();
    await moved.locator('dl', { hasText: '#3' }).waitFor();
    expect(await page.locator('#mydatahelps-survey-frame').count()).toBe(1);
  });

  it('clock set back one hour: the plot runs on', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() - 3_600_000;
      return window.shown.store.refresh();
    });
    await page.locator('dl', { hasText: '#2' }).waitFor();
    const ahead = page.locator('.plot .bar-ahead');
    await ahead.waitFor();
    const { x, y } = await page.locator('.plot').evaluate((plot) => {
      const [now, bar] = ['.now', '.bar-ahead'].map((name) =>
        plot.querySelector(name)?.getBoundingClientRect(),
      );
      return { x: now?.left ?? Number.NaN, y: bar?.left ?? Number.NaN };
    });
    // The new token begins now, and not an hour ago.
    expect(Math.abs(x - y)).toBeLessThan(20);
    expect(await page.locator('.plot .mark-ok').count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('dl').innerText()).toMatch(/Expires in\s+(9:\d\d|10:00)/);
  });

  it('bfcache: page is restored with the panel open', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
    );
    await page.goto(`${stage.url}/other`);
    // Playwright would wait for a load that does not come.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: 'history.back()' });
    await expect.poll(() => page.evaluate(() => 'persisted' in window && window.persisted)).toBe(true);
    await eventsOf(page).getByText('The browser has restored the page').waitFor();
    await page.locator('.status', { hasText: 'active' }).waitFor();
  });
});

describe('what the panel costs', () => {
  it('frozen page: goes on where it was, and catches up', async () => {
    const page = await openPanel(stage);
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await page.evaluate(() => window.shown.recorder.mark('after the freeze'));
    await eventsOf(page).getByText('after the freeze').waitFor();
  });

  it('10,000 events: memory bounded, the work of a frame under 16 ms', async () => {
    const page = await openPanel(stage);
    const session = await page.context().newCDPSession(page);
    // Time of the processor, which other processes do not make longer.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const scriptMs = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1_000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN);
    };
    const heap = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    };
    /** Records 100 happenings and lets the panel draw them. @returns what that took, the recording included */
    const record = async (): Promise<number> => {
      const before = await scriptMs();
      await page.evaluate(async () => {
        const { recorder } = window.shown;
        for (let index = 0; index < 100; index += 1) {
          if (index % 10 === 0) recorder.mark(`mark ${index}`);
          else
            recorder.record({
              type: 'request',
              via: 'sdk',
              outcome: 'answered',
              replayed: false,
              waitedMs: 0,
              tookMs: 3,
            });
        }
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      });
      return (await scriptMs()) - before;
    };
    for (let warmUp = 0; warmUp < 20; warmUp += 1) await record();
    const bytesBefore = await heap();
    const frames: number[] = [];
    for (let round = 0; round < 100; round += 1) frames.push(await record());
    const grownBytes = (await heap()) - bytesBefore;
    frames.sort((one, other) => one - other);
    console.info(
      `10,000 events: ${frames[50]?.toFixed(1)} ms of script in the median frame, ${frames.at(-1)?.toFixed(1)} ms in the worst, ` +
        `${Math.round(grownBytes / 1024)} KiB more heap`,
    );
    expect(grownBytes).toBeLessThan(1024 * 1024);
    expect(frames.at(-1)).toBeLessThan(16);
    expect(await page.locator('.log li').count()).toBeLessThanOrEqual(100);
  });

  it('a broken listener of the panel does not reach the store', async () => {
    const page = await openPanel(stage);
    const watched = await watchPage(page);
    await page.evaluate(() => {
      window.shown.recorder.listen(() => {
        throw new Error('broken on purpose');
      });
      return window.shown.store.refresh();
    });
    await page.locator('dl', { hasText: '#2' }).waitFor();
    expect((await watched.problems()).every((problem) => problem.includes('broken on purpose'))).toBe(true);
  });

  it('closed: no timer, and nothing in it can be tabbed to', async () => {
    const page = await openPanel(stage);
    await page.getByRole('button', { name: /^Close/ }).click();
    expect(await countFrames(page, 1_500)).toBe(0);
    await page.getByRole('button', { name: 'Of the app' }).focus();
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.querySelector('mdh-tokens-devtools')?.shadowRoot?.activeElement?.className,
      ),
    ).toBe('toggle');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.querySelector('mdh-tokens-devtools')?.shadowRoot?.activeElement ?? null,
      ),
    ).toBeNull();
  });

  it('removed: 0 listeners, timers, observers left', async () => {
    const page = await openPanel(stage);
    // The app goes on with its store and its recorder: neither holds the panel.
    await page.evaluate(() => {
      const { store, recorder, unmount } = window.shown;
      unmount();
      Object.assign(window, { shown: { store, recorder } });
    });
    expect(await page.locator('mdh-tokens-devtools').count()).toBe(0);
    expect(await countFrames(page, 1_500)).toBe(0);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { result } = await session.send('Runtime.evaluate', {
      expression: 'customElements.get("mdh-tokens-devtools").prototype',
    });
    const { objects } = await session.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId ?? '',
    });
    const { result: left } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    expect(left.value).toBe(0);
  });
});

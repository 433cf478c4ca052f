import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPanel, openStage, type BrowserStage } from './open-stage.js';

let stage: BrowserStage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterEach(async () => {
  stage.refuseWith = null;
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
});

afterAll(() => stage.close());

/** What axe finds, shadow roots included. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const results = await inPage.run(document);
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
}

const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  closed: (page) => page.getByRole('button', { name: /^Close/ }).click(),
  'open, with a fault on and everything unfolded': async (page) => {
    for (const text of ['Legend', 'The same as a table']) await page.getByText(text).click();
    stage.refuseWith = 503;
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.locator('.status', { hasText: 'degraded' }).waitFor();
    await page.evaluate(() => window.shown.recorder.mark('a fault', 'on'));
  },
  'at the side': (page) => page.getByRole('combobox', { name: 'Place of the panel' }).selectOption('side'),
  'signed out': async (page) => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('.status', { hasText: 'signed-out' }).waitFor();
  },
};

describe('axe finds no violation', () => {
  it.each(['light', 'dark'] as const)('in four states in the %s theme', async (colorScheme) => {
    const found: Record<string, string[]> = {};
    for (const [name, reach] of Object.entries(states)) {
      const page = await openPanel(stage, { colorScheme });
      await reach(page);
      found[name] = await violations(page);
      stage.refuseWith = null;
      await page.context().close();
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(states).map((name) => [name, []])));
  });
});

describe('the keyboard', () => {
  it('opens the panel with a button that names what it does, and goes into it; Escape inside closes it and gives the focus back', async () => {
    const page = await openPanel(stage);
    await page.getByRole('button', { name: /^Close/ }).click();
    const toggle = page.getByRole('button', { name: 'Token active open the token devtools' });
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await focusedClass(page)).toBe('panel');
    expect(
      await page.getByRole('button', { name: 'Close the token devtools' }).getAttribute('aria-expanded'),
    ).toBe('true');
    await page.keyboard.press('Escape');
    expect(await focusedClass(page)).toBe('toggle');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Of the app' }).focus();
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').isVisible()).toBe(true);
  });

  it('resizes the panel by its edge, a separator with a value, and the size is remembered', async () => {
    const page = await openPanel(stage, { viewport: { width: 1000, height: 800 } });
    const edge = page.getByRole('separator', { name: 'Height of the panel' });
    const height = (): Promise<number> =>
      page.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().height);
    expect(await edge.getAttribute('aria-valuenow')).toBe('400');
    await edge.press('ArrowUp');
    await edge.press('ArrowUp');
    await edge.press('ArrowDown');
    expect([await edge.getAttribute('aria-valuenow'), await height()]).toEqual(['424', 424]);
    await page.reload();
    await page.waitForFunction(() => 'stage' in window);
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    expect(await height()).toBe(424);
  });

  it('says status changes politely, at most one in five seconds, and of several the last', async () => {
    const page = await openPanel(stage);
    const said = page.getByRole('status');
    await said.getByText('Token active.').waitFor({ state: 'attached' });
    await page.evaluate(() => {
      window.shown.store.stop();
      window.shown.store.signOut();
    });
    expect(await said.textContent()).toBe('Token active.');
    await said.getByText(/^Token (stopped|signed-out)\.$/).waitFor({ state: 'attached' });
    expect(await said.textContent()).toBe(
      `Token ${await page.evaluate(() => window.shown.store.state.status)}.`,
    );
  });
});

describe('what eyes need', () => {
  it('400 % zoom, 320 px: usable, and nothing runs out of it', async () => {
    const page = await openPanel(stage, { viewport: { width: 320, height: 640 } });
    for (const text of ['Legend', 'The same as a table']) await page.getByText(text).click();
    await page.getByRole('rowheader', { name: '1' }).waitFor();
    for (const place of ['bottom', 'side']) {
      await page.getByRole('combobox', { name: 'Place of the panel' }).selectOption(place);
      const { width, wide } = await page.locator('.body').evaluate((body) => ({
        width: body.getBoundingClientRect().width,
        wide: body.scrollWidth,
      }));
      expect(wide).toBeLessThanOrEqual(Math.ceil(width));
      expect(await page.locator('.body *:visible').evaluateAll(cutOff)).toEqual([]);
      expect(width).toBeLessThanOrEqual(320);
      await page.getByRole('button', { name: 'Save recording' }).click({ trial: true });
    }
  });

  it('prefers-reduced-motion: the plot stands still until something happens', async () => {
    const page = await openPanel(stage, { reducedMotion: 'reduce' });
    // Nothing is called meanwhile.
    await page.waitForTimeout(1_200);
    const drawing = (): Promise<string> => page.locator('.plot').innerHTML();
    const before = await drawing();
    await page.waitForTimeout(2_200);
    expect(await drawing()).toBe(before);
    await page.evaluate(() => window.shown.recorder.mark('something'));
    await expect.poll(drawing).not.toBe(before);
  });

  it('forced-colors: bars keep outlines', async () => {
    const page = await openPanel(stage, { forcedColors: 'active' });
    const stroke = await page.locator('.plot .bar-ahead').evaluate((bar) => getComputedStyle(bar).stroke);
    expect(stroke).not.toBe('none');
  });
});

/** What reaches beyond the panel's right edge, other than what can be scrolled to. */
function cutOff(elements: Element[]): string[] {
  const edge = elements[0]?.closest('.panel')?.getBoundingClientRect().right ?? 0;
  return elements
    .filter((element) => element.closest('.scroll > *, svg > *, .said') === null)
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map(({ outerHTML }) => outerHTML.slice(0, 100));
}

function focusedClass(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => document.querySelector('mdh-tokens-devtools')?.shadowRoot?.activeElement?.className,
  );
}

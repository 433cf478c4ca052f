// The demo, from sign-in to sign-out.
import { expect, vi } from 'vitest';
import { startDemo } from '../../../../examples/embeddable-host/server/start-demo.js';
import type { Tab } from '../../src/drivers/browser.js';
import { patience } from '../../src/world/app-tab.js';
import type { Scenario } from './scenario.js';

export const demo: Scenario = {
  what: 'reads the participant in the demo across refreshes and a revocation, and signs out',
  async run({ browser }) {
    const running = await startDemo({ tokenLifetimeSeconds: 10 });
    const tab = await browser.openWindow();
    try {
      await tab.goto(running.url);
      await untilThere(tab, 'sign-in');
      await click(tab, 'sign-in');
      await untilCount(tab, 'calls-ok', 1);
      running.emulator.revoke({ kind: 'participant' });
      await untilCount(tab, 'calls-ok', 3);
      await untilCount(tab, 'token-generation', 3);
      expect(await textOf(tab, 'calls-failed')).toBe('0');
      expect(await textOf(tab, 'participant-name')).toMatch(/^\w+ \w+$/);
      await click(tab, 'sign-out');
      await untilThere(tab, 'sign-in');
    } finally {
      await tab.close();
      await running.close();
    }
  },
};

function textOf(tab: Tab, testId: string): Promise<string | null> {
  return tab.evaluate((id) => {
    const element = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    return element === null || element.offsetParent === null ? null : element.textContent;
  }, testId);
}

function untilThere(tab: Tab, testId: string): Promise<void> {
  return vi.waitFor(async () => expect(await textOf(tab, testId)).not.toBeNull(), patience);
}

function untilCount(tab: Tab, testId: string, least: number): Promise<void> {
  return vi.waitFor(
    async () => expect(Number(await textOf(tab, testId))).toBeGreaterThanOrEqual(least),
    patience,
  );
}

function click(tab: Tab, testId: string): Promise<void> {
  return tab.evaluate((id) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)!.click(), testId);
}

// A tab with the app's page in it, as the tests look at it.
import { expect, vi } from 'vitest';
import type { Frame, Tab } from '../drivers/browser.js';

export interface AppTab {
  readonly tab: Tab;
  /** Where the app's page is: in the tab, or in a frame of it. */
  readonly frame: Frame;
  /** Starts the store, and does not wait for its token. */
  start(): Promise<void>;
  status(): Promise<string>;
  /** The token that the store has now. */
  token(): Promise<string | null>;
  told(): Promise<string[]>;
  life(): Promise<string[]>;
  untilStatus(status: string): Promise<void>;
  /** Waits for so many calls through the SDK, and until none is under way. @returns how they ended */
  untilOutcomes(least: number): Promise<string[]>;
  untilLived(moment: string): Promise<void>;
}

/** How long, and how often, the tests look for something to come about: a busy machine is no failure. */
export const patience = { timeout: 40_000, interval: 50 };

export function createAppTab(tab: Tab, frame: Frame = tab): AppTab {
  const status = () => frame.evaluate(() => window.appPage.store.state.status);
  const life = () => frame.evaluate(() => window.appPage.life);
  return {
    tab,
    frame,
    start: () => frame.evaluate(() => void window.appPage.store.start()),
    status,
    token: () => frame.evaluate(() => window.appPage.store.peek()),
    told: () => frame.evaluate(() => window.appPage.told),
    life,
    untilStatus: (wanted) => vi.waitFor(async () => expect(await status()).toBe(wanted), patience),
    untilOutcomes: (least) =>
      vi.waitFor(async () => {
        const outcomes = await frame.evaluate(() => window.appPage.outcomes);
        expect(outcomes.length).toBeGreaterThanOrEqual(least);
        expect(outcomes).not.toContain(null);
        return outcomes as string[];
      }, patience),
    untilLived: (moment) => vi.waitFor(async () => expect(await life()).toContain(moment), patience),
  };
}

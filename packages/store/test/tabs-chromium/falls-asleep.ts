// How a tab falls asleep, and how it is woken.
import type { Tab } from './tab-world.js';

export interface Sleep {
  readonly what: string;
  fallAsleep(tab: Tab): Promise<unknown>;
  wake(tab: Tab): Promise<unknown>;
  /** What the page's own journal says of it. */
  readonly lived: readonly string[];
}

export const frozen: Sleep = {
  what: 'frozen',
  fallAsleep: (tab) => tab.cdp.send('Page.setWebLifecycleState', { state: 'frozen' }),
  wake: (tab) => tab.cdp.send('Page.setWebLifecycleState', { state: 'active' }),
  lived: ['resumed'],
};

export const cached: Sleep = {
  what: 'in the back/forward cache',
  fallAsleep: (tab) => tab.page.goto(new URL('/other', tab.page.url()).href),
  // Not the driver's own way back: it waits for a page to load, which one that is restored never does.
  async wake({ page, cdp }) {
    const back = page.waitForEvent('framenavigated');
    await cdp.send('Runtime.evaluate', { expression: 'history.back()' });
    await back;
  },
  lived: ['frozen with 0 channels', 'resumed', 'restored'],
};

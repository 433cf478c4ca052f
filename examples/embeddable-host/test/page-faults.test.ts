import { describe, expect, it } from 'vitest';
import { createPageClock } from '../src/page-clock.js';
import { createPageNetwork } from '../src/page-network.js';

describe("the page's clock", () => {
  it('is ahead as long as it is told to be', () => {
    const scope = { Date: Object.assign(() => '', { now: () => 1_000 }) as unknown as DateConstructor };
    const clock = createPageClock(scope);
    clock.setAhead(3_600_000);
    expect(scope.Date.now()).toBe(3_601_000);
    clock.setAhead(0);
    expect(scope.Date.now()).toBe(1_000);
  });
});

describe("the page's network", () => {
  const createPage = () => {
    const events: string[] = [];
    const page = Object.assign(new EventTarget(), {
      fetch: () => Promise.resolve(new Response('here')),
      navigator: Object.create({ onLine: true }) as Navigator,
    }) as unknown as Window & typeof globalThis;
    for (const name of ['offline', 'online']) page.addEventListener(name, () => events.push(name));
    return { page, events, network: createPageNetwork(page) };
  };

  it('fails every fetch while it is offline, as a browser does, and says so', async () => {
    const { page, events, network } = createPage();
    network.setOffline(true);
    expect(page.navigator.onLine).toBe(false);
    await expect(page.fetch('/')).rejects.toThrow(TypeError);
    network.setOffline(false);
    expect(page.navigator.onLine).toBe(true);
    expect(await (await page.fetch('/')).text()).toBe('here');
    expect(events).toEqual(['offline', 'online']);
  });

  it('tells nothing twice', () => {
    const { events, network } = createPage();
    network.setOffline(false);
    network.setOffline(true);
    network.setOffline(true);
    expect(events).toEqual(['offline']);
  });
});

// The part that shares with other tabs is a file of its own: it may come late, or not at all.
import { describe, expect, it } from 'vitest';
import { TabShare } from '../../src/engine/tabs/tab-share.js';
import type { TabLoader } from '../../src/engine/tabs/tabs.js';
import type { TokenStore } from '../../src/index.js';
import { createStoreOn } from '../../src/store/create-token-store.js';
import { VirtualChannels, VirtualClock, VirtualLocks, VirtualPage } from '../../src/testing/index.js';

interface Browser {
  readonly clock: VirtualClock;
  readonly calls: string[];
  /** Whom the authenticator answers for from now on. */
  signIn(subject: string): void;
  open(load: TabLoader, share?: string): { store: TokenStore; page: VirtualPage };
}

function openBrowser(): Browser {
  const clock = new VirtualClock();
  const browser = {
    clock,
    channels: new VirtualChannels((delayMs, task) => clock.setTimer(delayMs, task)),
    locks: new VirtualLocks(),
    random: () => 0.5,
  };
  const calls: string[] = [];
  let subject = 'user-1';
  return {
    clock,
    calls,
    signIn(next) {
      subject = next;
    },
    open(load, ...shared) {
      const [share] = shared.length === 0 ? ['session-1'] : shared;
      const page = new VirtualPage(browser);
      const authenticator = async () => {
        const n = calls.push('call');
        await new Promise<void>((resolve) => void clock.setTimer(100, resolve));
        return { access_token: `token-${n}`, expires_in: 3600, token_type: 'Bearer', subject };
      };
      const store = createStoreOn(page.platform(), { authenticator, share }, load);
      return { store, page };
    },
  };
}

const atOnce: TabLoader = () => TabShare;
const notFound: TabLoader = () => Promise.reject(new Error('not found'));

describe("the tabs' part", () => {
  it('that comes a moment later spares the tab its call all the same', async () => {
    const browser = openBrowser();
    const first = browser.open(atOnce);
    void first.store.start();
    await browser.clock.advance(500);
    const second = browser.open(
      () => new Promise((resolve) => void browser.clock.setTimer(400, () => resolve(TabShare))),
    );
    const token = second.store.getToken();
    await browser.clock.advance(600);
    expect(await token).toBe('token-1');
    expect(browser.calls).toHaveLength(1);
  });

  it('that cannot be fetched fails no call: the tab works alone', async () => {
    const browser = openBrowser();
    const { store } = browser.open(notFound);
    const token = store.getToken();
    await browser.clock.advance(1_000);
    expect(await token).toBe('token-1');
    await browser.clock.advance(3_600_000);
    expect(store.state.status).toBe('active');
  });

  it('is tried again, and then shares', async () => {
    const browser = openBrowser();
    let tries = 0;
    const outage: TabLoader = () => ((tries += 1) < 3 ? Promise.reject(new Error('offline')) : TabShare);
    const first = browser.open(outage);
    void first.store.start();
    await browser.clock.advance(1_000);
    first.page.show();
    const second = browser.open(atOnce);
    void second.store.start();
    await browser.clock.advance(1_000);
    expect(second.store.peek()).toBe(first.store.peek());
    expect(browser.calls).toHaveLength(1);
  });

  it('that comes after a sign-out tells the other tabs of it', async () => {
    const browser = openBrowser();
    const other = browser.open(atOnce);
    void other.store.start();
    await browser.clock.advance(500);
    const leaving = browser.open(
      () => new Promise((resolve) => void browser.clock.setTimer(2_000, () => resolve(TabShare))),
    );
    void leaving.store.start();
    await browser.clock.advance(500);
    leaving.store.signOut();
    await browser.clock.advance(3_000);
    expect(other.store.state.status).toBe('signed-out');
  });

  it('that comes after a sign-out and the sign-in of another user names the one who signed out', async () => {
    const browser = openBrowser();
    const other = browser.open(atOnce);
    void other.store.start();
    await browser.clock.advance(500);
    const leaving = browser.open(
      () => new Promise((resolve) => void browser.clock.setTimer(20_000, () => resolve(TabShare))),
    );
    void leaving.store.start();
    await browser.clock.advance(8_000);
    leaving.store.signOut();
    browser.signIn('user-2');
    void leaving.store.start();
    await browser.clock.advance(30_000);
    expect(leaving.store.state.status).toBe('active');
    expect(other.store.state.status).toBe('signed-out');
  });

  it('is not fetched where nothing is shared', () => {
    let tries = 0;
    const load: TabLoader = () => {
      tries += 1;
      return TabShare;
    };
    openBrowser().open(load, undefined);
    expect(tries).toBe(0);
    openBrowser().open(load);
    expect(tries).toBe(1);
  });
});

// What can happen to a page while its token's life ends, and how it comes back.
import { expect, vi } from 'vitest';
import { patience, type HostPage } from './open-host-page.js';

export interface Wake {
  readonly what: string;
  /**
   * Takes the page away, lets the token's life end, and brings the page back.
   *
   * @returns the moment that its calls belong to
   */
  happenTo(host: HostPage): Promise<string>;
  /** The browser's own words for it. */
  readonly lived: readonly string[];
  /** What cannot be reached meanwhile. Without the API a call is bound to fail, so that none is made. */
  readonly cutsOff?: 'api' | 'authenticator';
}

export const wakes: readonly Wake[] = [
  {
    what: 'hidden behind another tab, and shown',
    lived: ['hidden', 'visible'],
    async happenTo(host) {
      await host.page.locator('a').click();
      await untilHidden(host);
      await outliveToken(host);
      await host.page.bringToFront();
      return 'visible';
    },
  },
  {
    what: 'frozen, and resumed',
    lived: ['freeze', 'resume'],
    async happenTo(host) {
      await host.cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
      await outliveAllTokens(host);
      await host.cdp.send('Page.setWebLifecycleState', { state: 'active' });
      await host.page.bringToFront();
      return 'resume';
    },
  },
  {
    what: 'left for another page, and restored from the back/forward cache',
    lived: ['freeze', 'resume', 'restored'],
    async happenTo(host) {
      await host.page.goto(`${host.origin}/other`);
      await outliveAllTokens(host);
      await host.cdp.send('Runtime.evaluate', { expression: 'history.back()' });
      return 'restored';
    },
  },
  {
    what: 'offline, and online again',
    lived: ['offline', 'online'],
    cutsOff: 'api',
    async happenTo(host) {
      await host.cdp.send('Network.enable');
      await host.cdp.send('Network.emulateNetworkConditions', { ...unlimited, offline: true });
      await outliveAllTokens(host);
      await host.cdp.send('Network.emulateNetworkConditions', { ...unlimited, offline: false });
      return 'online';
    },
  },
  {
    what: 'without its authenticator, which is killed and started again',
    lived: [],
    cutsOff: 'authenticator',
    async happenTo(host) {
      await host.farEnd.killAuthenticator();
      await outliveAllTokens(host);
      await host.farEnd.restartAuthenticator();
      await host.page.evaluate(() => window.hostPage.callAfter('restart'));
      return 'restart';
    },
  },
  {
    what: 'held up by a dialog',
    lived: [],
    async happenTo(host) {
      const opened = host.page.waitForEvent('dialog');
      await host.page.evaluate(() => void setTimeout(() => alert('Please read this.')));
      const dialog = await opened;
      await outliveAllTokens(host);
      await dialog.accept();
      await host.page.evaluate(() => window.hostPage.callAfter('dialog'));
      return 'dialog';
    },
  },
  clockSetBy('an hour forward', 3_600_000),
  clockSetBy('an hour back', -3_600_000),
];

const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

function clockSetBy(what: string, byMs: number): Wake {
  return {
    what: `on a device whose clock is set ${what}`,
    lived: [],
    async happenTo(host) {
      await host.page.evaluate((jumpMs) => {
        window.hostPage.moveClock(jumpMs);
        window.hostPage.callAfter('clock set');
      }, byMs);
      await host.outcomesAfter('clock set');
      await outliveToken(host);
      await host.page.evaluate(() => window.hostPage.callAfter('expiry'));
      return 'expiry';
    },
  };
}

function untilHidden({ page }: HostPage): Promise<void> {
  const visibility = () => page.evaluate(() => document.visibilityState);
  return vi.waitFor(async () => expect(await visibility()).toBe('hidden'), patience);
}

/** Waits until the life of every token that is out now has ended. */
function outliveToken({ farEnd }: HostPage): Promise<void> {
  const tokens = farEnd.issued();
  return vi.waitFor(() => expectDead(tokens), patience);
}

/** Waits until no token is left alive: the page cannot have got another. */
function outliveAllTokens({ farEnd }: HostPage): Promise<void> {
  return vi.waitFor(() => expectDead(farEnd.issued()), patience);
}

function expectDead(tokens: readonly { expiresAt: number }[]): void {
  expect(tokens.filter((token) => token.expiresAt > Date.now())).toEqual([]);
}

// A real store on a virtual page, for tests of components and of whole screens.
import { TabShare } from '../engine/tabs/tab-share.js';
import type { TokenStore } from '../engine/token-store.js';
import { createStoreOn } from '../store/create-token-store.js';
import type { TokenStoreOptions } from '../store/options.js';
import { createScriptedAuthenticator, type ScriptedAuthenticator } from './scripted-authenticator.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualPage, type VirtualBrowser } from './virtual-platform.js';
import { VirtualChannels, VirtualLocks } from './virtual-tabs.js';

/** Options of `createTestStore`: those of `createTokenStore`, and what the far end does. */
export interface TestStoreOptions extends Omit<TokenStoreOptions, 'authenticator' | 'fetch' | 'headers'> {
  /** The life of each token, in seconds. Default 3600. */
  lifeSeconds?: number;
  /** How long the authenticator takes, in milliseconds. Default 100. */
  latencyMs?: number;
  /** Uniform in [0, 1), for jitter. Default: always 0.5, so that a test repeats. */
  random?: () => number;
}

/** A store, and everything around it. */
export interface TestStore {
  readonly store: TokenStore;
  readonly clock: VirtualClock;
  readonly authenticator: ScriptedAuthenticator;
  readonly page: VirtualPage;
  /** Another tab of the same browser, with the same authenticator. Give both a `share` key to let them share. */
  openTab(options?: Partial<TestStoreOptions>): TestStore;
}

/**
 * Makes a real store that runs on virtual time: nothing happens until the test says `await clock.advance(ms)`. It needs
 * no fake timers of a test framework, no DOM and no network.
 *
 * @example
 * const { store, clock, authenticator } = createTestStore();
 * void store.start();
 * await clock.advance(100);
 * expect(store.state.status).toBe('active');
 * authenticator.failWith(401);
 * await clock.advance(3_600_000);
 * expect(store.state.status).toBe('signed-out');
 */
export function createTestStore(options: TestStoreOptions = {}): TestStore {
  const { lifeSeconds = 3600, latencyMs = 100, random = () => 0.5 } = options;
  const clock = new VirtualClock();
  const browser: VirtualBrowser = {
    clock,
    channels: new VirtualChannels((delayMs, task) => clock.setTimer(delayMs, task)),
    locks: new VirtualLocks(),
    random,
  };
  const authenticator = createScriptedAuthenticator(clock, lifeSeconds, latencyMs);
  const openTab = (more: Partial<TestStoreOptions> = {}): TestStore => {
    const page = new VirtualPage(browser);
    const all = { ...options, ...more, authenticator: authenticator.source };
    return {
      store: createStoreOn(page.platform(), all, () => TabShare),
      clock,
      authenticator,
      page,
      openTab,
    };
  };
  return openTab();
}

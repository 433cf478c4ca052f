// Composes a store: options, engine, SDK.
import { badOption } from '../core/fault.js';
import { Engine } from '../engine/engine.js';
import type { TabLoader } from '../engine/tabs/tabs.js';
import type { GetTokenOptions, TokenStore } from '../engine/token-store.js';
import type { TokenWishes } from '../engine/token-sink.js';
import { browserPlatform } from '../platform/browser-platform.js';
import type { Platform } from '../platform/platform.js';
import { connectSdk } from '../sdk/connect-sdk.js';
import { readOptions, secondsOption, type TokenStoreOptions } from './options.js';
import { createTokenFetch } from './token-fetch.js';

/** The default of `getToken`, and the patience of `refresh`. */
const patienceSeconds = 30;

/**
 * Makes a store that keeps one participant access token valid. No call is made before `start()`, `hold()` or the first
 * `getToken`, `fetch`, `refresh` or call of the SDK. An SDK is prepared at once, so that its early calls wait. Importing
 * and creating are safe on a server.
 *
 * @throws TokenError `invalid_option`
 * @see https://developer.mydatahelps.org/embeddables/participant_tokens.html
 */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  return createStoreOn(browserPlatform(), options);
}

/** A file of its own: a page that does not share never fetches it. */
const loadTabShare: TabLoader = async () => (await import('../engine/tabs/tab-share.js')).TabShare;

/** The same on another platform: a simulated page. */
export function createStoreOn(
  platform: Platform,
  options: TokenStoreOptions,
  loadTabs: TabLoader = loadTabShare,
): TokenStore {
  const engine = new Engine(readOptions(options, platform, loadTabs), platform);
  const store = faceOf(engine);
  if (options.sdk !== undefined) connectSdk(store, options.sdk);
  else if ('sdk' in options) tellMissingSdk(store);
  return store;
}

function faceOf(engine: Engine): TokenStore {
  const { publisher } = engine;
  return {
    get state() {
      return publisher.snapshot;
    },
    state$: publisher.state$,
    start() {
      engine.start();
      const first = engine
        .ask({ kind: 'first-token', timeoutMs: Number.POSITIVE_INFINITY })
        .then(() => undefined);
      first.catch(() => undefined);
      return first;
    },
    stop: () => engine.stop(),
    hold: () => engine.lease.hold(),
    signOut: () => engine.signOut(),
    async getToken(options) {
      const token = options === undefined ? engine.quickToken() : null;
      return token ?? engine.token(tokenWishes(options));
    },
    peek: () => engine.peek(),
    async refresh() {
      await engine.ask({ kind: 'refresh', timeoutMs: patienceSeconds * 1000 });
    },
    invalidate: (accessToken) => engine.refuse(accessToken),
    fetch: createTokenFetch(engine),
    on: (event, handler) => publisher.on(event, handler),
    off: (event, handler) => publisher.off(event, handler),
    connect: (make) => engine.connect(make),
    ...disposal(() => engine.stop()),
  };
}

/** For `using`, if the runtime has it. The type leaves it out: declarations of older TypeScript know no such symbol. */
function disposal(stop: () => void): object {
  const { dispose } = Symbol as { dispose?: symbol };
  return dispose === undefined ? {} : { [dispose]: stop };
}

/** A mistake that would otherwise go unnoticed: the SDK's script had not run yet. Told when a run begins. */
function tellMissingSdk(store: TokenStore): void {
  store.connect((supply) => ({
    receiver: {},
    claim: () => supply.diagnose('sdk_missing'),
    handOver: () => undefined,
    drop: () => undefined,
  }));
}

function tokenWishes({ minValiditySeconds = 0, timeoutSeconds, signal }: GetTokenOptions = {}): TokenWishes {
  if (!(minValiditySeconds >= 0)) {
    throw badOption('seconds_or_0', 'minValiditySeconds');
  }
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw badOption('a_signal');
  }
  return {
    minValidityMs: minValiditySeconds * 1000,
    timeoutMs: secondsOption('timeoutSeconds', timeoutSeconds, patienceSeconds),
    signal,
  };
}

// Composes a store: options, engine, notifications, SDK.
import { TokenError } from './core/token-error.js';
import { createEngine, type Engine } from './engine.js';
import { createNotifications } from './notifications.js';
import { readOptions, secondsOption, type TokenStoreOptions } from './options.js';
import { patienceMs, patienceSeconds } from './patience.js';
import { createPublishedStates } from './published-states.js';
import { supplySdk, type ConnectSdkOptions } from './sdk/connect-sdk.js';
import type { ParticipantSdk } from './sdk/participant-sdk.js';
import { createTokenFetch } from './token-fetch.js';
import type { GetTokenOptions, TokenStore } from './token-store.js';

/** Where `connectSdk` finds what a store is made of. */
const insideKey = Symbol('inside');

interface Inside {
  readonly engine: Engine;
  readonly baseUrl: string;
}

/**
 * Makes a store that keeps one participant access token valid. No call is made before `start()` (or the first
 * `getToken`, `fetch` or `refresh`); an SDK is prepared at once, so that its early calls wait. Importing and creating are
 * safe on a server.
 *
 * @throws TokenError `invalid_option`
 * @see https://developer.mydatahelps.org/embeddables/participant_tokens.html
 */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  const settings = readOptions(options);
  const { baseUrl } = settings;
  const notifications = createNotifications();
  const states = createPublishedStates();
  const engine = createEngine(settings, (notice) => {
    if (notice.name === 'state') states.next(notice.payload);
    notifications.tell(notice);
  });

  async function getToken(wishes?: GetTokenOptions): Promise<string> {
    const token = wishes === undefined ? engine.quickToken() : null;
    return token ?? engine.request(tokenRequest(wishes));
  }

  const store: TokenStore & { [insideKey]: Inside } = {
    [insideKey]: { engine, baseUrl },
    get state() {
      return engine.state();
    },
    state$: states.state$,
    start() {
      engine.start();
      const first = engine
        .request({ kind: 'first-token', minValidityMs: 0, timeoutMs: Number.POSITIVE_INFINITY })
        .then(() => undefined);
      first.catch(() => undefined);
      return first;
    },
    stop: () => engine.stop(),
    getToken,
    peek: () => engine.peek(),
    async refresh() {
      await engine.request({ kind: 'refresh', minValidityMs: 0, timeoutMs: patienceMs });
    },
    invalidate(accessToken) {
      const generation = engine.generationOf(accessToken);
      if (generation !== null) engine.dispatch({ type: 'refused', generation });
    },
    fetch: createTokenFetch(engine, baseUrl),
    on: notifications.on,
    off: notifications.off,
    [Symbol.dispose ?? Symbol('dispose')]: () => engine.stop(),
  };

  Object.defineProperty(store, insideKey, { enumerable: false });
  if (options.sdk !== undefined) supplySdk(engine, options.sdk, baseUrl);
  return store;
}

/**
 * Keeps the MyDataHelps SDK supplied with the store's token: handed over whenever it is new, with the life that is
 * left; taken away on sign-out and stop. An SDK belongs to one started store at a time: `start()` of a second one
 * rejects with `sdk_in_use`.
 *
 * @returns disconnect: takes the token from the SDK and puts its methods back
 * @throws TokenError `invalid_option`; `sdk_in_use` where the store is started and another one has the SDK
 */
export function connectSdk(store: TokenStore, sdk: ParticipantSdk, options?: ConnectSdkOptions): () => void {
  const inside = (store as { [insideKey]?: Inside } | undefined)?.[insideKey];
  if (inside === undefined) {
    throw new TokenError(
      'invalid_option',
      'store was not made by createTokenStore of this copy of the package',
    );
  }
  return supplySdk(inside.engine, sdk, inside.baseUrl, options);
}

function tokenRequest({ minValiditySeconds = 0, timeoutSeconds, signal }: GetTokenOptions = {}) {
  if (!(minValiditySeconds >= 0)) {
    throw new TokenError('invalid_option', 'minValiditySeconds must be a number of seconds, 0 or more');
  }
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw new TokenError('invalid_option', 'signal must be an AbortSignal');
  }
  return {
    kind: 'token' as const,
    minValidityMs: minValiditySeconds * 1000,
    timeoutMs: secondsOption('timeoutSeconds', timeoutSeconds, patienceSeconds),
    signal,
  };
}

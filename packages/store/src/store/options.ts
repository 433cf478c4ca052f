// What an app can choose, checked once.
import type { TokenResponse } from '@mdh-tokens/contract';
import { badOption, fault } from '../core/fault.js';
import type { InspectedStep } from '../engine/inspected-step.js';
import { secureUrl, isLoopback, sdkBaseUrl } from '../sources/secure-url.js';
import type { EngineSettings } from '../engine/settings.js';
import type { TabLoader } from '../engine/tabs/tabs.js';
import type { Platform } from '../platform/platform.js';
import type { ParticipantSdk } from '../sdk/participant-sdk.js';
import { readFirstAnswer } from '../sources/first-answer.js';
import { functionCall } from '../sources/function-call.js';
import { httpCall } from '../sources/http-call.js';
import type { TokenSource } from '../sources/token-source.js';

/** Options of `createTokenStore`. */
export interface TokenStoreOptions {
  /**
   * The app's own endpoint that answers with a participant access token: its URL (https, or http on this machine;
   * relative to the page), or a function that gets a token in another way.
   */
  authenticator: string | URL | TokenSource;
  /** The MyDataHelps SDK to keep supplied: the same as `connectSdk(store, sdk)`. */
  sdk?: ParticipantSdk | undefined;
  /** MyDataHelps' base URL, handed to the SDK with a trailing slash. Default `https://mydatahelps.org/`. */
  baseUrl?: string | undefined;
  /**
   * How long before expiry the refresh starts, in seconds; half of the life where that is less. Default 300: more than
   * the SDK's own 120, and enough to live through an outage of five minutes.
   */
  safetyMarginSeconds?: number | undefined;
  /** For one call to the authenticator, in seconds. Default 10. */
  timeoutSeconds?: number | undefined;
  /**
   * Shares the token, and the calls for it, among the tabs of one user: a key of the signed-in session, such as the
   * session's ID or a hash of it. It must be specific to the session, since any page of the origin that knows it can
   * ask for the token. Default: each tab works alone.
   */
  share?: string | undefined;
  /** For the URL form: instead of the page's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** For the URL form: headers to send, or a function that is asked before each call. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** For the URL form. Default `same-origin`. */
  credentials?: RequestCredentials | undefined;
  /**
   * The answer of a request for a token that the app has sent already, before the store was made: for the first call
   * of the page load, and counted from the start of the navigation. If it brings no token, or is older than five
   * seconds, the store calls as always. Default: what the script of `@mdh-tokens/store/early` has left, for the URL form
   * without `fetch`, `headers` and `credentials` of its own.
   */
  firstAnswer?: PromiseLike<Response | TokenResponse> | undefined;
  /**
   * How long a call of the SDK, or of `fetch`, waits for a token, in seconds. Default 30. Then it rejects with
   * `timeout`.
   */
  callTimeoutSeconds?: number | undefined;
  /** Called after each step of the core, for devtools and tests. It never sees a token or a participant. */
  inspect?: ((step: InspectedStep) => void) | undefined;
}

export const defaults = {
  baseUrl: 'https://mydatahelps.org/',
  safetyMarginSeconds: 300,
  timeoutSeconds: 10,
  callTimeoutSeconds: 30,
  credentials: 'same-origin',
} as const;

/** @throws TokenError `invalid_option`, naming the option */
export function readOptions(options: TokenStoreOptions, platform: Platform, load: TabLoader): EngineSettings {
  if (typeof options !== 'object' || options === null) {
    throw badOption('no_options');
  }
  const seconds = (option: 'safetyMarginSeconds' | 'timeoutSeconds' | 'callTimeoutSeconds') =>
    secondsOption(option, options[option], defaults[option]);
  const baseUrl = sdkBaseUrl(options.baseUrl ?? defaults.baseUrl);
  const identity = readShare(options.share, baseUrl, platform);
  return {
    ...readAuthenticator(options, platform),
    ...readFirst(options, platform),
    baseUrl,
    sharing: identity && { identity, load },
    callTimeoutMs: seconds('callTimeoutSeconds'),
    inspect: readInspect(options.inspect),
    policy: {
      shares: identity !== null,
      safetyMarginMs: seconds('safetyMarginSeconds'),
      timeoutMs: seconds('timeoutSeconds'),
    },
  };
}

type CallSettings = Pick<EngineSettings, 'call' | 'ignoresOffline' | 'firstAnswer'>;

function readAuthenticator(options: TokenStoreOptions, platform: Platform): CallSettings {
  const { authenticator } = options;
  if (typeof authenticator === 'function') {
    return { call: functionCall(authenticator, platform), ignoresOffline: false };
  }
  if (authenticator === '' || !(typeof authenticator === 'string' || authenticator instanceof URL)) {
    throw badOption('a_source');
  }
  checkRequestOptions(options);
  let resolved: URL | undefined;
  // Once: a page's address changes while it is in use.
  const url = () => (resolved ??= secureUrl('authenticator', authenticator, platform.pageUrl()));
  const isRelativeOnServer = platform.pageUrl() === undefined && typeof authenticator === 'string';
  const { fetch, headers, credentials = defaults.credentials } = options;
  const isPlain = fetch === undefined && headers === undefined && credentials === defaults.credentials;
  return {
    firstAnswer() {
      const early = isPlain ? platform.takeEarlyAnswer(url().href) : null;
      return early && readFirstAnswer(early, platform);
    },
    call: httpCall({ url, fetch, headers, credentials }, platform),
    ignoresOffline: !isRelativeOnServer && isLoopback(url()),
  };
}

/** The app's own `firstAnswer`. Without it `readAuthenticator` looks for what the early script has left. */
function readFirst(
  { firstAnswer }: TokenStoreOptions,
  platform: Platform,
): Pick<EngineSettings, 'firstAnswer'> {
  if (firstAnswer === undefined) return {};
  if (typeof firstAnswer?.then !== 'function') {
    throw badOption('a_promise', 'firstAnswer');
  }
  const answer = Promise.resolve(firstAnswer);
  // The store's own call tells of what is wrong.
  answer.catch(() => undefined);
  // The monotonic clock of a page is 0 at the start of its navigation.
  const startedAt = platform.wallClockAt() - platform.monotonicMs();
  return { firstAnswer: () => readFirstAnswer({ a: answer, w: startedAt, m: 0 }, platform) };
}

function checkRequestOptions({ fetch: ownFetch, headers, credentials }: TokenStoreOptions): void {
  if (!(ownFetch === undefined || typeof ownFetch === 'function')) {
    throw badOption('a_function', 'fetch');
  }
  if (!(credentials === undefined || ['omit', 'same-origin', 'include'].includes(credentials))) {
    throw badOption('bad_credentials');
  }
  try {
    if (typeof headers !== 'function') new Headers(headers).has('accept');
  } catch (cause) {
    throw fault('invalid_option', 'bad_headers', { cause });
  }
}

function readShare(share: unknown, baseUrl: string, platform: Platform): readonly string[] | null {
  if (share === undefined) return null;
  if (typeof share !== 'string' || share.trim() === '') {
    throw badOption('bad_share');
  }
  return platform.canShare() ? [platform.pageOrigin(), baseUrl, share] : null;
}

function readInspect(inspect: TokenStoreOptions['inspect']): EngineSettings['inspect'] {
  if (inspect === undefined || typeof inspect === 'function') return inspect;
  throw badOption('a_function', 'inspect');
}

/** A duration in seconds, as milliseconds. @throws TokenError `invalid_option` */
export function secondsOption(option: string, value: number | undefined, defaultSeconds: number): number {
  const seconds = value ?? defaultSeconds;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  throw badOption('seconds', option);
}

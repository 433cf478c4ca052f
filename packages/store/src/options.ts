// What an app can choose, checked once.
import { authenticatorRequest } from './platform/authenticator-request.js';
import { canDigest } from './platform/digest.js';
import { pageOrigin, pageUrl } from './platform/page-events.js';
import type { Authenticator, AuthenticatorCall } from './authenticator.js';
import type { Policy } from './core/policy.js';
import { TokenError } from './core/token-error.js';
import { readTokenAnswer } from './read-answer.js';
import type { ParticipantSdk } from './sdk/participant-sdk.js';
import { isLoopback, sdkBaseUrl, secureUrl } from './secure-url.js';

/** Options of `createTokenStore`. */
export interface TokenStoreOptions {
  /**
   * The app's own endpoint that answers with a participant access token: its URL (https, or http on this machine;
   * relative to the page), or a function that gets a token in another way.
   */
  authenticator: string | URL | Authenticator;
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
}

/** The options, checked and with defaults. */
export interface Settings {
  readonly policy: Policy;
  readonly call: AuthenticatorCall;
  readonly baseUrl: string;
  /** What the tabs that share have in common; `null` where this page works alone. */
  readonly shareWith: readonly string[] | null;
  /** A loopback authenticator is reachable whatever the browser believes. */
  readonly ignoresOffline: boolean;
}

export const defaults = {
  baseUrl: 'https://mydatahelps.org/',
  safetyMarginSeconds: 300,
  timeoutSeconds: 10,
  credentials: 'same-origin',
} as const;

/** @throws TokenError `invalid_option`, naming the option */
export function readOptions(options: TokenStoreOptions): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new TokenError('invalid_option', 'createTokenStore needs at least { authenticator }');
  }
  const baseUrl = sdkBaseUrl(options.baseUrl ?? defaults.baseUrl);
  const shareWith = readShare(options.share, baseUrl);
  return {
    ...readAuthenticator(options),
    baseUrl,
    shareWith,
    policy: {
      shares: shareWith !== null,
      safetyMarginMs: secondsOption(
        'safetyMarginSeconds',
        options.safetyMarginSeconds,
        defaults.safetyMarginSeconds,
      ),
      timeoutMs: secondsOption('timeoutSeconds', options.timeoutSeconds, defaults.timeoutSeconds),
    },
  };
}

function readAuthenticator(options: TokenStoreOptions): Pick<Settings, 'call' | 'ignoresOffline'> {
  const { authenticator } = options;
  if (typeof authenticator === 'function') {
    const call: AuthenticatorCall = async (request) => ({
      ...readTokenAnswer(await authenticator(request)),
      skewSeconds: null,
    });
    return { call, ignoresOffline: false };
  }
  if (authenticator === '' || !(typeof authenticator === 'string' || authenticator instanceof URL)) {
    throw new TokenError('invalid_option', 'authenticator must be a URL or a function');
  }
  checkRequestOptions(options);
  let resolved: URL | undefined;
  // Once: a page's address changes while it is in use.
  const url = () => (resolved ??= secureUrl('authenticator', authenticator, pageUrl()));
  const isRelativeOnServer = pageUrl() === undefined && typeof authenticator === 'string';
  const call = authenticatorRequest({
    url,
    fetch: options.fetch,
    headers: options.headers,
    credentials: options.credentials ?? defaults.credentials,
  });
  return { call, ignoresOffline: !isRelativeOnServer && isLoopback(url()) };
}

function checkRequestOptions({ fetch: ownFetch, headers, credentials }: TokenStoreOptions): void {
  if (!(ownFetch === undefined || typeof ownFetch === 'function')) {
    throw new TokenError('invalid_option', 'fetch must be a function');
  }
  if (!(credentials === undefined || ['omit', 'same-origin', 'include'].includes(credentials))) {
    throw new TokenError('invalid_option', 'credentials must be "omit", "same-origin" or "include"');
  }
  try {
    if (typeof headers !== 'function') new Headers(headers).has('accept');
  } catch (cause) {
    throw new TokenError('invalid_option', 'headers cannot be sent', { cause });
  }
}

function readShare(share: unknown, baseUrl: string): readonly string[] | null {
  if (share === undefined) return null;
  if (typeof share !== 'string' || share.trim() === '') {
    throw new TokenError('invalid_option', 'share must be a key of the signed-in session, as text');
  }
  return canDigest() ? [pageOrigin(), baseUrl, share] : null;
}

/** A duration in seconds, as milliseconds. @throws TokenError `invalid_option` */
export function secondsOption(option: string, value: number | undefined, defaultSeconds: number): number {
  const seconds = value ?? defaultSeconds;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0) return seconds * 1000;
  throw new TokenError('invalid_option', `${option} must be a number of seconds above 0`);
}

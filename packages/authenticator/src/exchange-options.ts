// The options of an exchange, their defaults and their checks.
import { AuthenticatorError } from './authenticator-error.js';
import type { PrivateKey } from './keys/signing-key.js';
import type { Logger } from './logger.js';
import type { TokenCache } from './token-cache.js';

/** Options of `createTokenExchange`. */
export interface TokenExchangeOptions {
  /** The service account's full name, for example `MyDataHelps.MyOrganization.MyAccount`. */
  serviceAccount: string;
  /** The private key of the service account: PKCS#1 or PKCS#8 PEM text, a `CryptoKey` or a `KeyObject`. */
  privateKey: PrivateKey;
  /** Where MyDataHelps is. Default `https://mydatahelps.org/`. Plain http only for this machine. */
  baseUrl?: string | undefined;
  /** The token endpoint, also the assertion's `aud`. Default: `identityserver/connect/token` under `baseUrl`. */
  tokenUrl?: string | undefined;
  /** The project's ID. Needed to look participants up by identifier. */
  projectId?: string | undefined;
  /** Space-separated scopes of participant tokens. Default `api`, which grants all; narrower is better. */
  scope?: string | undefined;
  /** Default `MyDataHelps.DelegatedParticipant`. Documents of different age name different ones. */
  clientId?: string | undefined;
  /** Default `secret`, the documented value: what authorises the call is the service token. */
  clientSecret?: string | undefined;
  /** Where participant tokens are cached. Default: 10,000 in memory; `false` switches this cache off. */
  cache?: TokenCache | false | undefined;
  /**
   * A secret of 32 characters or more from which `subject` is made. Default: derived from the private key, so that a
   * fleet agrees without configuration. Set it where keys are rotated while pages are open: a page whose `subject`
   * changes signs out.
   */
  subjectKey?: string | undefined;
  /** Told about failures that no caller sees. Default: warnings and errors on the console. */
  logger?: Logger | undefined;
  /** Makes the calls to MyDataHelps. Default: undici on Node, the runtime's own `fetch` elsewhere. */
  fetch?: typeof fetch | undefined;
  /** For one call of the exchange, from start to end. Default 9: just below the page's own 10. */
  timeoutSeconds?: number | undefined;
}

/** Checked options with every default filled in. */
export interface ExchangeSettings {
  serviceAccount: string;
  baseUrl: URL;
  tokenUrl: URL;
  projectId: string | null;
  scope: string;
  clientId: string;
  clientSecret: string;
  subjectKey: string | null;
  timeoutMs: number;
}

/** The same for everybody, and so no secret. */
export const documentedClientSecret = 'secret';

/** @throws {AuthenticatorError} `invalid_option`, naming the option */
export function readExchangeOptions(options: TokenExchangeOptions): ExchangeSettings {
  const baseUrl = readUrl('baseUrl', options.baseUrl ?? 'https://mydatahelps.org/');
  if (!baseUrl.pathname.endsWith('/')) baseUrl.pathname += '/';
  const { projectId, subjectKey } = options;
  if (subjectKey !== undefined && (typeof subjectKey !== 'string' || subjectKey.length < 32)) {
    throw invalidOption(
      'subjectKey',
      'is shorter than 32 characters',
      'For example: openssl rand -base64 32',
    );
  }
  return {
    serviceAccount: readText(
      'serviceAccount',
      options.serviceAccount,
      'Its full name is in MyDataHelps Designer, for example MyDataHelps.MyOrganization.MyAccount.',
    ),
    baseUrl,
    tokenUrl: readUrl('tokenUrl', options.tokenUrl ?? new URL('identityserver/connect/token', baseUrl).href),
    projectId: projectId === undefined ? null : readText('projectId', projectId, 'It is a GUID.'),
    scope: readScope(options.scope ?? 'api'),
    clientId: options.clientId ?? 'MyDataHelps.DelegatedParticipant',
    clientSecret: options.clientSecret ?? documentedClientSecret,
    subjectKey: subjectKey ?? null,
    timeoutMs: readSeconds('timeoutSeconds', options.timeoutSeconds ?? 9) * 1000,
  };
}

/**
 * Scopes with one space between them (RFC 6749 section 3.3). Their names are opaque: MyDataHelps knows which exist.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function readScope(scope: unknown): string {
  const names = typeof scope === 'string' ? scope.split(/[\s,]+/).filter((name) => name !== '') : [];
  if (names.length > 0 && names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)))
    return names.join(' ');
  throw invalidOption(
    'scope',
    'is not a list of scope names',
    'For example "Participant:read SurveyTasks:read", or leave it out.',
  );
}

/**
 * How many requests a minute a limiter allows.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function readPerMinute(perMinute: number): number {
  if (Number.isSafeInteger(perMinute) && perMinute > 0) return perMinute;
  throw invalidOption(
    'rateLimit.perMinute',
    `is ${String(perMinute)}, expected a whole number above 0`,
    'A page needs two or three requests an hour; false switches the limit off.',
  );
}

/** The error for an option that is missing or impossible. Never pass a secret value. */
export function invalidOption(option: string, problem: string, hint: string): AuthenticatorError {
  return new AuthenticatorError('invalid_option', `${option} ${problem}`, { hint });
}

function readText(option: string, value: unknown, hint: string): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') throw invalidOption(option, 'is missing or empty', hint);
  return text;
}

function readSeconds(option: string, value: number): number {
  if (typeof value === 'number' && value > 0 && value <= 300) return value;
  throw invalidOption(option, `is ${String(value)}, expected seconds above 0, at most 300`, 'For example 9.');
}

function readUrl(option: string, value: string): URL {
  if (!URL.canParse(value)) {
    throw invalidOption(
      option,
      'is not a URL',
      'It starts with https://, for example https://mydatahelps.org/.',
    );
  }
  const url = new URL(value);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalidOption(
      option,
      'holds a user name, a query or a fragment',
      'Give scheme, host and path only.',
    );
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw invalidOption(
      option,
      'is not https',
      'Tokens and assertions must not cross a network in plain text. http is for localhost only.',
    );
  }
  return url;
}

/** Whether a URL's host is this machine (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3). */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

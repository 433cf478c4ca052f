// The options of an exchange, their defaults and their checks.
import { findTransportProblems } from '#platform';
import { AuthenticatorError, type OptionProblem } from './authenticator-error.js';
import type { WhenUnknown } from './exchange/participant-creation.js';
import { isPem } from './keys/pem.js';
import { createSigningKey, type PrivateKey, type SigningKey } from './keys/signing-key.js';
import { findLoggerProblem, type Logger } from './logger.js';
import type { Measure } from './measure.js';
import { collectOptionProblems, type OptionProblems, type OptionReading } from './option-problems.js';
import type { TokenCache } from './token-cache.js';

/** Options of `createTokenExchange`. */
export interface TokenExchangeOptions {
  /** The service account's full name, for example `MyDataHelps.MyOrganization.MyAccount`. */
  serviceAccount: string;
  /** The private key of the service account: PKCS#1 or PKCS#8 PEM text or base64 of it, a `CryptoKey` or a `KeyObject`. */
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
   * What `subject` is made from: a secret of 32 characters or more, or the PEM text of a private key. Default: the
   * private key in use, so that a fleet agrees without configuration. A page whose `subject` changes signs out: set a
   * secret before the first rotation of keys, or the old private key when you rotate.
   */
  subjectKey?: string | undefined;
  /** Told about failures that no caller sees. Default: warnings and errors on the console. */
  logger?: Logger | undefined;
  /** Makes the calls to MyDataHelps. Default: undici on Node, the runtime's own `fetch` elsewhere. */
  fetch?: typeof fetch | undefined;
  /**
   * Makes a participant whom the project does not have yet, such as a user who has just signed up. One call at a time
   * for each identifier, at most one in 10 s. Default: such a user is answered with 403.
   */
  whenUnknown?: WhenUnknown | undefined;
  /** Told of each call to MyDataHelps, each answer of a cache and each wait for a call of others. Must not throw. */
  onMeasure?: ((measure: Measure) => void) | undefined;
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
  /** `null`: from the private key in use. */
  subjectKey: string | SigningKey | null;
  timeoutMs: number;
}

/** The same for everybody, and so no secret. */
export const documentedClientSecret = 'secret';

const defaultBaseUrl = 'https://mydatahelps.org/';

/** @throws {AuthenticatorError} `invalid_option`, `invalid_key`, with all problems */
export function readExchangeOptions(options: TokenExchangeOptions): {
  settings: ExchangeSettings;
  signingKey: SigningKey;
} {
  const problems = collectOptionProblems();
  const settings = readSettings(options ?? {}, problems);
  const signingKey = problems.attempt(() => createSigningKey(options?.privateKey));
  checkFunctions(options ?? {}, problems);
  if (isAbsent(options?.fetch)) {
    for (const { option, ...reading } of findTransportProblems()) problems.take(option, reading);
  }
  problems.throwIfAny();
  // Without a key there was a problem.
  return { settings, signingKey: signingKey! };
}

/**
 * Everything that is wrong with the options of an exchange, proxy settings of the environment included; empty where
 * `createTokenExchange` would take them.
 */
export function findExchangeProblems(options: TokenExchangeOptions): readonly OptionProblem[] {
  const problems = collectOptionProblems();
  problems.attempt(() => readExchangeOptions(options));
  return problems.found;
}

function readSettings(options: TokenExchangeOptions, problems: OptionProblems): ExchangeSettings {
  const baseUrl = problems.take('baseUrl', readUrl(options.baseUrl ?? defaultBaseUrl));
  if (baseUrl !== undefined && !baseUrl.pathname.endsWith('/')) baseUrl.pathname += '/';
  const defaultTokenUrl = new URL('identityserver/connect/token', baseUrl ?? defaultBaseUrl).href;
  return {
    serviceAccount: problems.take(
      'serviceAccount',
      readText(
        options.serviceAccount,
        'Its full name is in MyDataHelps Designer, for example MyDataHelps.MyOrganization.MyAccount.',
      ),
    ),
    baseUrl,
    tokenUrl: problems.take('tokenUrl', readUrl(options.tokenUrl ?? defaultTokenUrl)),
    projectId: isAbsent(options.projectId)
      ? null
      : problems.take('projectId', readProjectId(options.projectId)),
    scope: problems.take('scope', readScopeText(options.scope ?? 'api')),
    clientId: problems.take(
      'clientId',
      readText(options.clientId ?? 'MyDataHelps.DelegatedParticipant', 'Leave it out.'),
    ),
    clientSecret: problems.take(
      'clientSecret',
      readText(options.clientSecret ?? documentedClientSecret, 'Leave it out.'),
    ),
    subjectKey: problems.take('subjectKey', readSubjectKey(options.subjectKey)),
    timeoutMs: problems.take('timeoutSeconds', readSeconds(options.timeoutSeconds ?? 9)) * 1000,
  };
}

/** What JavaScript callers, and settings from elsewhere, may have got wrong. */
function checkFunctions(options: TokenExchangeOptions, problems: OptionProblems): void {
  for (const name of ['fetch', 'whenUnknown', 'onMeasure'] as const) {
    const value: unknown = options[name];
    if (isAbsent(value) || typeof value === 'function') continue;
    problems.take(name, { problem: 'is not a function', hint: 'Leave it out, or pass a function.' });
  }
  if (!isAbsent(options.whenUnknown) && isAbsent(options.projectId)) {
    problems.take('projectId', {
      problem: 'is missing, and whenUnknown makes participants of it',
      hint: 'Set projectId (a GUID, in the settings of the project in MyDataHelps Designer).',
    });
  }
  const noLogger = findLoggerProblem(options.logger);
  if (noLogger !== null) problems.take('logger', noLogger);
  const cache: unknown = options.cache;
  if (isAbsent(cache) || cache === false || isCache(cache)) return;
  problems.take('cache', {
    problem: 'is no cache',
    hint: 'Leave it out, pass false, or an object with get, set and delete, such as connectRedis makes.',
  });
}

function isCache(value: unknown): boolean {
  const { get, set, delete: remove } = (value ?? {}) as Partial<Record<string, unknown>>;
  return [get, set, remove].every((member) => typeof member === 'function');
}

/** `null` comes from JSON and from other languages' habits. */
function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/**
 * Scopes with one space between them (RFC 6749 section 3.3). Their names are opaque: MyDataHelps knows which exist.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function readScope(scope: unknown): string {
  const problems = collectOptionProblems();
  const names = problems.take('scope', readScopeText(scope));
  problems.throwIfAny();
  return names;
}

/** As `readScope`, for a list of problems. */
export function readScopeText(scope: unknown): OptionReading<string> {
  const names = typeof scope === 'string' ? scope.split(/[\s,]+/).filter((name) => name !== '') : [];
  if (names.length > 0 && names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)))
    return { value: names.join(' ') };
  return {
    problem: 'is not a list of scope names',
    hint: 'For example "Participant:read SurveyTasks:read", or leave it out.',
  };
}

function readText(value: unknown, hint: string): OptionReading<string> {
  if (typeof value !== 'string' || value.trim() === '') return { problem: 'is missing or empty', hint };
  const text = value.trim();
  if (!/^(["'`]).*\1$/s.test(text)) return { value: text };
  return {
    problem: 'is in quotation marks',
    hint: 'Leave them out: Docker and systemd keep those of an env file.',
  };
}

/** In a URL, `.` and `..` would lead out of the project. */
function readProjectId(value: unknown): OptionReading<string> {
  const hint = 'It is a GUID, in the settings of the project in MyDataHelps Designer.';
  const reading = readText(value, hint);
  return 'value' in reading && /^\.{1,2}$/.test(reading.value) ? { problem: 'is no ID', hint } : reading;
}

/** The private key of before keeps `subject` as it was when nobody had thought of a secret in time. */
function readSubjectKey(value: unknown): OptionReading<string | SigningKey | null> {
  if (isAbsent(value)) return { value: null };
  if (typeof value !== 'string' || value.length < 32)
    return { problem: 'is shorter than 32 characters', hint: 'For example: openssl rand -base64 32' };
  if (!isPem(value)) return { value };
  try {
    return { value: createSigningKey(value) };
  } catch (error) {
    if (!(error instanceof AuthenticatorError) || error.problems[0] === undefined) throw error;
    const { problem, hint } = error.problems[0];
    return { problem: `as a private key ${problem}`, hint };
  }
}

function readSeconds(value: unknown): OptionReading<number> {
  if (typeof value === 'number' && value > 0 && value <= 300) return { value };
  return {
    problem: `is ${typeof value === 'number' ? value : `a ${typeof value}`}, expected seconds above 0, at most 300`,
    hint: 'For example 9.',
  };
}

function readUrl(value: unknown): OptionReading<URL> {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return {
      problem: 'is not a URL',
      hint: 'It starts with https://, for example https://mydatahelps.org/.',
    };
  }
  const url = new URL(value);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return { problem: 'holds a user name, a query or a fragment', hint: 'Give scheme, host and path only.' };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return {
      problem: 'is not https',
      hint: 'Tokens and assertions must not cross a network in plain text. http is for localhost only.',
    };
  }
  return { value: url };
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

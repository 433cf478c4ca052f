// The options of a run, and their checks.
import { ConformanceError } from './conformance-error.js';
import type { SessionSource } from './session.js';

/** Why a check that does not pass is expected not to, by its id. An entry for a check that passes fails the run. */
export type Baseline = Readonly<Record<string, string>>;

export interface CheckOptions {
  /** The authenticator's endpoint. */
  url: string | URL;
  /** Headers of a signed-in user, or a function that gets them. */
  session: SessionSource;
  /** Of another participant: without it the checks about mixing up people could not run. */
  otherSession?: SessionSource | undefined;
  /** One that has ended. */
  expiredSession?: SessionSource | undefined;
  /** Of a signed-in user without a participant. */
  sessionWithoutParticipant?: SessionSource | undefined;
  /** The origin of the page, where it is not the endpoint's: runs the CORS checks. */
  pageOrigin?: string | undefined;
  /** MyDataHelps, or an emulator: the token itself is tried there. */
  baseUrl?: string | URL | undefined;
  /** An emulator of `@mdh-tokens/emulator` behind the authenticator: faults are switched on there. */
  emulator?: string | URL | undefined;
  /** Ids or letters, for example `['A02', 'S']`; the others do not run. */
  only?: readonly string[] | undefined;
  baseline?: Baseline | undefined;
  /** Also exhausts the rate limit, which keeps the session waiting for a minute or so. Default `false`. */
  allow?: { rateLimit?: boolean | undefined } | undefined;
  /** Leaves out what needs waiting. Default `false`. */
  fast?: boolean | undefined;
  /** What a page waits. Default 10. */
  timeoutSeconds?: number | undefined;
  /** The contract's version. Default 1, the only one. */
  contract?: 1 | undefined;
  fetch?: typeof fetch | undefined;
  /** Told before each check and each wait, for a progress line. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  /** The check at work. */
  id: string;
  title: string;
  /** How many checks are done. */
  done: number;
  of: number;
  /** Seconds that are about to be waited, and for what. */
  waitSeconds?: number;
}

/** Checked options. */
export interface Settings extends Omit<CheckOptions, 'url' | 'baseUrl' | 'emulator'> {
  readonly url: URL;
  readonly baseUrl: URL | null;
  readonly emulator: URL | null;
  readonly origin: string;
  readonly isOtherOrigin: boolean;
  readonly timeoutSeconds: number;
}

/** @throws {ConformanceError} `invalid_option` */
export function readOptions(options: CheckOptions): Settings {
  const url = readUrl('url', options.url);
  const { timeoutSeconds = 10, contract = 1 } = options;
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 600)) {
    throw invalid('timeoutSeconds', 'is no number of seconds up to 600', 'A page waits 10.');
  }
  if (contract !== 1) throw invalid('contract', 'is no version of the contract', 'There is 1.');
  const origin = options.pageOrigin === undefined ? url.origin : readOrigin(options.pageOrigin);
  const emulator = options.emulator === undefined ? null : readUrl('emulator', options.emulator);
  return {
    ...options,
    url,
    baseUrl: options.baseUrl === undefined ? emulator : readUrl('baseUrl', options.baseUrl),
    emulator,
    origin,
    isOtherOrigin: origin !== url.origin,
    timeoutSeconds,
  };
}

function readUrl(name: string, value: string | URL): URL {
  const url = URL.canParse(String(value)) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid(
      name,
      'is no http or https URL',
      'For example https://study.example/api/mydatahelps-token.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(name, 'holds a user name or password', 'Sessions go into the environment, not into a URL.');
  }
  if (name !== 'url' && !url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function readOrigin(value: string): string {
  if (
    URL.canParse(value) &&
    (new URL(value).origin === value || /^[a-z][a-z0-9+.-]*:\/\/[\w.-]+$/.test(value))
  ) {
    return value;
  }
  throw invalid(
    'pageOrigin',
    'is no origin',
    'Scheme, host and port only, for example https://study.example.',
  );
}

function invalid(name: string, problem: string, hint: string): ConformanceError {
  return new ConformanceError('invalid_option', `${name} ${problem}`, hint);
}

// The options of an emulator, their defaults and their checks.
import { healthRecordsApi } from './api/health-records-api.js';
import type { CustomApi } from './api/routes/custom-routes.js';
import { developmentPrivateKey } from './development-key.js';
import { assertWholeSeconds } from './emulator-controls.js';
import { EmulatorError } from './emulator-error.js';
import type { ParticipantSeed } from './participant.js';
import type { DataAvailability, DataCollectionSettings } from './population/data-collection.js';
import { generatePeople } from './population/people.js';
import { readReadings, type ParticipantReading } from './population/reading.js';
import type { RecordedCall } from './recording/recorded-call.js';
import type { RateLimit } from './traffic/rate-limiter.js';

/** Options of `createEmulator`. All have a default. */
export interface EmulatorOptions {
  /** The service account's name. Default `MyDataHelps.Emulator.Development`. */
  serviceAccount?: string;
  /**
   * The service account's private key: PKCS#1 or PKCS#8 PEM, RSA, 2048 bits or more. Default: a fixed development
   * key that every emulator without a key of its own accepts, and nothing else does.
   */
  privateKey?: string;
  /** The project's ID, a GUID. */
  projectId?: string;
  /**
   * From which everything made up is made up: people, tasks, messages, device data. The same seed gives the same
   * data. A whole number; default 1.
   */
  seed?: number;
  /** The participants to start with. Default: twelve made-up people. Their other data comes from the seed. */
  participants?: readonly ParticipantSeed[];
  /** Readings of participants that are there from the start, besides what is made up. Default: none. */
  readings?: readonly ParticipantReading[];
  /**
   * Custom endpoints of the project by name, for `invokeCustomApi`. What one returns is the JSON answer. Default: none
   * but those of `healthRecords`; one with the same name replaces it.
   */
  customApi?: CustomApi;
  /**
   * Whether the project has the custom endpoints `HealthAndWellnessApi.*`, with made-up records, that the vendor's
   * containers for allergies, conditions, medications, laboratory results and reports call. Default true.
   */
  healthRecords?: boolean;
  /** From which sources the project collects data; merged into the defaults. Change it later on the emulator itself. */
  dataCollectionSettings?: Partial<DataCollectionSettings>;
  /** What `getDataAvailability` says; merged into the defaults, which are all false. */
  dataAvailability?: Partial<DataAvailability>;
  /** Life of participant access tokens in seconds. Default 3600. Change it later on the emulator itself. */
  tokenLifetimeSeconds?: number;
  /** Life of service access tokens in seconds. Default 300. */
  serviceTokenLifetimeSeconds?: number;
  /**
   * Calls a participant, and the service account, may make in a window. Over it: 429. With a limit every API answer
   * carries the `RateLimit-*` headers. Default `null`: no limit. Change it later on the emulator itself.
   */
  rateLimit?: RateLimit | null;
  /**
   * How far the caller's clock may be off when `exp` of an assertion is checked, in seconds. Default 0: stricter
   * than IdentityServer's 300, so that what passes here passes there.
   */
  clockToleranceSeconds?: number;
  /**
   * The URL under which callers reach the emulator, if it is not the one it listens on (a proxy).
   * `aud` of an assertion may then name the token URL under it, too.
   */
  publicUrl?: string;
  /** The wall clock in epoch milliseconds. Default `Date.now`. */
  now?: () => number;
  /**
   * Is told each call of a page to the participant API, without tokens, as it was answered: what `--record` writes and
   * `replayCalls` sends again. A call fails when it throws, so that no call is missing unseen. Default: nothing is told.
   */
  onCall?: (call: RecordedCall) => void;
}

/** Checked options with every default filled in. */
export interface EmulatorSettings extends Required<Omit<EmulatorOptions, 'publicUrl' | 'onCall'>> {
  publicUrl: string | null;
  onCall: ((call: RecordedCall) => void) | null;
}

/** @throws {EmulatorError} `invalid_option`, naming the option */
export function readOptions(options: EmulatorOptions): EmulatorSettings {
  const settings: EmulatorSettings = {
    serviceAccount: options.serviceAccount ?? 'MyDataHelps.Emulator.Development',
    privateKey: options.privateKey ?? developmentPrivateKey,
    projectId: options.projectId ?? '2c9a4b1e-6f0d-4c58-8a3e-5b7d9e1f2a34',
    seed: options.seed ?? 1,
    participants: options.participants ?? generatePeople(options.seed ?? 1, 12),
    readings: readReadings(options.readings ?? []),
    healthRecords: options.healthRecords ?? true,
    customApi: { ...(options.healthRecords === false ? {} : healthRecordsApi), ...options.customApi },
    dataCollectionSettings: options.dataCollectionSettings ?? {},
    dataAvailability: options.dataAvailability ?? {},
    onCall: options.onCall ?? null,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 3600,
    serviceTokenLifetimeSeconds: options.serviceTokenLifetimeSeconds ?? 300,
    rateLimit: options.rateLimit ?? null,
    clockToleranceSeconds: options.clockToleranceSeconds ?? 0,
    publicUrl: options.publicUrl === undefined ? null : readPublicUrl(options.publicUrl),
    // Read at each call, so that fake timers installed later are seen.
    now: options.now ?? (() => Date.now()),
  };
  if (settings.serviceAccount === '') {
    throw invalidOption('serviceAccount', 'is empty', 'Leave it out, or give the account a name.');
  }
  if (!Number.isSafeInteger(settings.seed)) {
    throw invalidOption('seed', `is ${String(settings.seed)}`, 'It is a whole number, for example 7.');
  }
  const known = new Set(settings.participants.map(({ participantIdentifier }) => participantIdentifier));
  const unknown = settings.readings.findIndex(
    ({ participantIdentifier }) => !known.has(participantIdentifier),
  );
  if (unknown >= 0) {
    const problem = `${unknown}.participantIdentifier: there is no such participant`;
    throw invalidOption(
      'readings:',
      problem,
      'Give the participant with participants, or correct the identifier.',
    );
  }
  assertWholeSeconds('serviceTokenLifetimeSeconds', settings.serviceTokenLifetimeSeconds);
  if (!(settings.clockToleranceSeconds >= 0)) {
    throw invalidOption('clockToleranceSeconds', 'is not a number of 0 or more', 'It is in seconds.');
  }
  return settings;
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw invalidOption(
      'publicUrl',
      'is not an http or https URL',
      'For example http://emulator.test:4810/.',
    );
  }
  if (url.pathname !== '/') {
    const hint = 'The SDK and the pages of the emulator need a host of their own; give it one.';
    throw invalidOption('publicUrl', 'has a path', hint);
  }
  return url.href;
}

function invalidOption(option: string, problem: string, hint: string): EmulatorError {
  return new EmulatorError('invalid_option', `${option} ${problem}`, hint);
}

// The settings that can be changed while the emulator runs.
import { EmulatorError } from './emulator-error.js';
import {
  defaultDataAvailability,
  defaultDataCollectionSettings,
  type DataAvailability,
  type DataCollectionSettings,
} from './population/data-collection.js';
import type { RateLimit } from './traffic/rate-limiter.js';

/** Settings that count from the next call on. */
export interface EmulatorControls {
  /** Life of the participant access tokens issued from now on, in whole seconds above 0. */
  tokenLifetimeSeconds: number;
  /** The limit of each caller, or `null` for none. */
  rateLimit: RateLimit | null;
  /**
   * From which sources the project collects data: what `getDataCollectionSettings` says, and of which sources there are
   * device data. What is assigned is merged into what there is.
   */
  get dataCollectionSettings(): Readonly<DataCollectionSettings>;
  set dataCollectionSettings(changes: Partial<DataCollectionSettings>);
  /** What `getDataAvailability` says. What is assigned is merged into what there is. */
  get dataAvailability(): Readonly<DataAvailability>;
  set dataAvailability(changes: Partial<DataAvailability>);
}

/** The settings to start with. */
export interface StartingControls {
  tokenLifetimeSeconds: number;
  rateLimit: RateLimit | null;
  dataCollectionSettings: Partial<DataCollectionSettings>;
  dataAvailability: Partial<DataAvailability>;
}

/** Controls that check what is assigned. @throws {EmulatorError} `invalid_option`, naming the option */
export function createEmulatorControls(start: StartingControls): EmulatorControls {
  let { tokenLifetimeSeconds, rateLimit } = start;
  let dataCollectionSettings: Readonly<DataCollectionSettings> = defaultDataCollectionSettings;
  let dataAvailability: Readonly<DataAvailability> = defaultDataAvailability;
  const controls: EmulatorControls = {
    get tokenLifetimeSeconds() {
      return tokenLifetimeSeconds;
    },
    set tokenLifetimeSeconds(seconds) {
      assertWholeSeconds('tokenLifetimeSeconds', seconds);
      tokenLifetimeSeconds = seconds;
    },
    get rateLimit() {
      return rateLimit;
    },
    set rateLimit(limit) {
      assertRateLimit(limit);
      rateLimit = limit === null ? null : { ...limit };
    },
    get dataCollectionSettings() {
      return dataCollectionSettings;
    },
    set dataCollectionSettings(changes) {
      dataCollectionSettings = mergeSwitches('dataCollectionSettings', dataCollectionSettings, changes);
    },
    get dataAvailability() {
      return dataAvailability;
    },
    set dataAvailability(changes) {
      dataAvailability = mergeSwitches('dataAvailability', dataAvailability, changes);
    },
  };
  controls.tokenLifetimeSeconds = start.tokenLifetimeSeconds;
  controls.rateLimit = start.rateLimit;
  controls.dataCollectionSettings = start.dataCollectionSettings;
  controls.dataAvailability = start.dataAvailability;
  return controls;
}

/** @throws {EmulatorError} `invalid_option` when `value` is no whole number of seconds above 0 */
export function assertWholeSeconds(option: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new EmulatorError(
    'invalid_option',
    `${option} is ${String(value)}, expected whole seconds above 0`,
    'For example 3600.',
  );
}

function assertRateLimit(limit: RateLimit | null): void {
  if (limit === null) return;
  assertWholeSeconds('rateLimit.windowSeconds', limit.windowSeconds);
  if (Number.isSafeInteger(limit.limit) && limit.limit >= 0) return;
  throw new EmulatorError(
    'invalid_option',
    `rateLimit.limit is ${String(limit.limit)}, expected a whole number of calls, 0 or more`,
    'For example { limit: 500, windowSeconds: 3600 }, as for a project without a license.',
  );
}

/** The switches with the changes, frozen: a switch that is written to directly would change nothing. */
function mergeSwitches<Switches extends object>(
  option: string,
  known: Switches,
  changes: Partial<Switches>,
): Readonly<Switches> {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(known, name)) {
      const names = Object.keys(known).join(', ');
      throw new EmulatorError('invalid_option', `${option}.${name} is unknown`, `There are ${names}.`);
    }
    if (typeof value !== 'boolean') {
      throw new EmulatorError(
        'invalid_option',
        `${option}.${name} must be true or false`,
        'For example true.',
      );
    }
  }
  return Object.freeze({ ...known, ...changes });
}

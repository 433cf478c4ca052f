// The settings that can be changed while the emulator runs.
import { EmulatorError } from './emulator-error.js';
import type { RateLimit } from './traffic/rate-limiter.js';

/** Settings that count from the next call on. */
export interface EmulatorControls {
  /** Life of the participant access tokens issued from now on, in whole seconds above 0. */
  tokenLifetimeSeconds: number;
  /** The limit of each caller, or `null` for none. */
  rateLimit: RateLimit | null;
}

/** Controls that check what is assigned. @throws {EmulatorError} `invalid_option`, naming the option */
export function createEmulatorControls(start: EmulatorControls): EmulatorControls {
  let { tokenLifetimeSeconds, rateLimit } = start;
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
  };
  controls.tokenLifetimeSeconds = start.tokenLifetimeSeconds;
  controls.rateLimit = start.rateLimit;
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

// Libraries that only a fleet needs: loaded when they are used, with a word where they are missing.
import { createRequire } from 'node:module';
import type * as Ioredis from 'ioredis';
import type * as Limiters from 'rate-limiter-flexible';
import { AuthenticatorError } from '../authenticator-error.js';

/** The libraries by name. */
interface Peers {
  ioredis: typeof Ioredis;
  'rate-limiter-flexible': typeof Limiters;
}

/**
 * Loads an optional peer dependency.
 *
 * @throws {AuthenticatorError} `invalid_option` where it is not installed
 */
export function requirePeer<Name extends keyof Peers>(name: Name): Peers[Name] {
  try {
    return createRequire(import.meta.url)(name) as Peers[Name];
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    const problem = 'is not installed';
    const hint = 'npm install ioredis rate-limiter-flexible';
    throw new AuthenticatorError('invalid_option', `${name} ${problem}, and Redis needs it`, {
      hint,
      problems: [{ option: name, problem, hint }],
      cause,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}

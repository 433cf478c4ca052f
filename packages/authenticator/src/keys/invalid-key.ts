// The error for a private key that cannot be used.
import type { AuthenticatorError } from '../authenticator-error.js';
import { toOptionError } from '../option-problems.js';

/** Says what is wrong with `privateKey` and how to mend it. Never pass a part of the key. */
export function invalidKey(problem: string, hint: string, cause?: unknown): AuthenticatorError {
  return toOptionError([{ option: 'privateKey', problem, hint }], cause);
}

// The error for a private key that cannot be used.
import { AuthenticatorError } from '../authenticator-error.js';

/** Says what is wrong with `privateKey` and how to mend it. Never pass a part of the key. */
export function invalidKey(problem: string, hint: string, cause?: unknown): AuthenticatorError {
  return new AuthenticatorError('invalid_key', `privateKey ${problem}`, { hint, cause });
}

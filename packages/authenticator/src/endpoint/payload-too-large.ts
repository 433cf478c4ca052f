// The error for a body that is larger than a reason can be.
import { AuthenticatorError } from '../authenticator-error.js';

/** 413, whether the length was announced or found out. */
export function payloadTooLarge(maxBytes: number): AuthenticatorError {
  return new AuthenticatorError('payload_too_large', `the body is larger than ${maxBytes} bytes`, {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}

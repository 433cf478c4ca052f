// The one error class of this package.

/**
 * What went wrong, for a program to read.
 *
 * - `invalid_option`: an option or a flag is not what it must be
 * - `invalid_key`: the service account's private key cannot be read
 * - `invalid_file`: a file named on the command line cannot be read or used
 * - `port_in_use`: another program listens on the port
 * - `listen_failed`: the port cannot be opened for another reason
 * - `closed`: the emulator was closed
 */
export type EmulatorErrorCode =
  | 'invalid_option'
  | 'invalid_key'
  | 'invalid_file'
  | 'port_in_use'
  | 'listen_failed'
  | 'closed';

/** An error of the emulator itself. Faults and refusals are HTTP answers, never exceptions. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
  readonly code: EmulatorErrorCode;
  /** What to do about it. */
  readonly hint: string;

  constructor(code: EmulatorErrorCode, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

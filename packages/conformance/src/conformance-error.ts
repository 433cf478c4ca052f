// The package's error: something that keeps a run from beginning.

/**
 * - `invalid_option`: an option or a flag cannot be used
 * - `invalid_file`: a session, baseline or storage-state file cannot be read
 * - `session_command_failed`: the command that should print a session did not
 * - `nothing_selected`: no check has one of the wanted ids
 */
export type ConformanceErrorCode =
  | 'invalid_option'
  | 'invalid_file'
  | 'session_command_failed'
  | 'nothing_selected';

/** What came in, and what to do. Never a cookie or a token. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  readonly code: ConformanceErrorCode;
  readonly hint: string;

  constructor(code: ConformanceErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

// Where the package writes what an operator should know.

/** Fields of a log line: codes, statuses, durations, the opaque subject. Never a token, a key or a participant. */
export type LogFields = Record<string, unknown>;

/** A logger with the calling convention of pino: fields first, then a sentence. */
export interface Logger {
  info?(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** The default: warnings and errors on the console, one JSON line each. */
export function createConsoleLogger(): Logger {
  return {
    warn: (fields, message) => console.warn(JSON.stringify({ level: 'warn', message, ...fields })),
    error: (fields, message) => console.error(JSON.stringify({ level: 'error', message, ...fields })),
  };
}

// Where the package writes what an operator should know.
import type { OptionProblem } from './authenticator-error.js';

/** Fields of a log line: codes, statuses, durations, the opaque subject. Never a token, a key or a participant. */
export type LogFields = Record<string, unknown>;

/** A logger with the calling convention of pino: fields first, then a sentence. */
export interface Logger {
  /** Told the identity server's own words, which may name a participant. Leave it out where such must not be logged. */
  debug?(fields: LogFields, message: string): void;
  info?(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** What is wrong with an app's logger, in which everything would be lost without a word. */
export function findLoggerProblem(given: unknown): Omit<OptionProblem, 'option'> | null {
  if (given === undefined || given === null) return null;
  const { warn, error } = given as Partial<Record<keyof Logger, unknown>>;
  if (typeof warn === 'function' && typeof error === 'function') return null;
  return {
    problem: 'is no logger',
    hint: 'Leave it out, or pass an object with warn and error, such as one of pino.',
  };
}

/** The default: warnings and errors on the console, one JSON line each. */
function createConsoleLogger(): Logger {
  return {
    warn: (fields, message) => console.warn(JSON.stringify({ level: 'warn', message, ...fields })),
    error: (fields, message) => console.error(JSON.stringify({ level: 'error', message, ...fields })),
  };
}

/**
 * The app's logger, or the default. Where it throws, the line is lost: that must cost nobody an answer, and must not end
 * the process when it happens in the background.
 */
export function createSafeLogger(given?: Logger | null): Required<Logger> {
  const logger = given ?? createConsoleLogger();
  const guard =
    (level: keyof Logger) =>
    (fields: LogFields, message: string): void => {
      try {
        logger[level]?.(fields, message);
      } catch {
        // There is nowhere else to tell it.
      }
    };
  return { debug: guard('debug'), info: guard('info'), warn: guard('warn'), error: guard('error') };
}

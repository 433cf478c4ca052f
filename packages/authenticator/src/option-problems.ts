// Gathers what is wrong with options, so that all of it is told at once and as data.
import { AuthenticatorError, type OptionProblem } from './authenticator-error.js';

/** What a reader makes of one option: its value, or what is wrong with it. */
export type OptionReading<T> = { value: T } | Omit<OptionProblem, 'option'>;

/** Collects the problems of several options. */
export interface OptionProblems {
  /** Gives the value of a reading. A problem is noted; the `undefined` in its place never outlives `throwIfAny`. */
  take<T>(option: string, reading: OptionReading<T>): T;
  /** Runs a reader that throws, and notes the problems of its error. */
  attempt<T>(read: () => T): T | null;
  found: readonly OptionProblem[];
  /** @throws {AuthenticatorError} `invalid_option`, or `invalid_key` where the key is all that is wrong */
  throwIfAny(): void;
}

/** Starts a list of problems. */
export function collectOptionProblems(): OptionProblems {
  const found: OptionProblem[] = [];
  return {
    found,
    take<T>(option: string, reading: OptionReading<T>): T {
      if ('value' in reading) return reading.value;
      found.push({ option, ...reading });
      return undefined as T;
    },
    attempt(read) {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof AuthenticatorError) || error.problems.length === 0) throw error;
        found.push(...error.problems);
        return null;
      }
    },
    throwIfAny() {
      if (found.length > 0) throw toOptionError(found);
    },
  };
}

/** The error for options that cannot be used. Its message names all of them. */
export function toOptionError(problems: readonly OptionProblem[], cause?: unknown): AuthenticatorError {
  const only = problems.length === 1 ? problems[0] : undefined;
  const code = problems.every(({ option }) => option === 'privateKey') ? 'invalid_key' : 'invalid_option';
  const message = problems.map(({ option, problem }) => `${option} ${problem}`).join('; ');
  const hint = only?.hint ?? problems.map((found) => `${found.option}: ${found.hint}`).join(' ');
  return new AuthenticatorError(code, message, { hint, problems, cause });
}

/** The error for one option that is missing or impossible. Never pass a secret value. */
export function invalidOption(option: string, problem: string, hint: string): AuthenticatorError {
  return toOptionError([{ option, problem, hint }]);
}

// A file that is named on the command line: its text, and its JSON against a schema.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { EmulatorError } from '../emulator-error.js';

/** A file as the command line names it. */
export interface NamedFile {
  /** For messages: the flag it came with. */
  flag: string;
  path: string;
}

/** The text of a file, without a byte order mark. @throws {EmulatorError} `invalid_file` */
export function readTextFile({ flag, path }: NamedFile): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw cannotUse({ flag, path }, 'read', cause);
  }
}

/** An error about a file that the system does not let the emulator read or write. */
export function cannotUse({ flag, path }: NamedFile, what: 'read' | 'write', cause: unknown): EmulatorError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code';
  return new EmulatorError('invalid_file', `${flag}: cannot ${what} ${path} (${code})`, 'Check the path.', {
    cause,
  });
}

/**
 * JSON against a schema.
 *
 * @throws {EmulatorError} `invalid_file`, saying where in the file and what was expected; never a value of the file
 */
export function parseJsonFile<T>(
  file: NamedFile,
  text: string,
  form: { schema: z.ZodType<T>; hint: string },
): T {
  const invalid = (problem: string, cause: unknown): EmulatorError =>
    new EmulatorError('invalid_file', `${file.flag}: cannot use ${file.path}: ${problem}`, form.hint, {
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
  const result = form.schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const where = first === undefined || first.path.length === 0 ? 'the file' : first.path.join('.');
  const more = result.error.issues.length - 1;
  const others = more > 0 ? ` (and ${more} more)` : '';
  throw invalid(`${where}: ${first?.message ?? 'is not right'}${others}`, result.error);
}

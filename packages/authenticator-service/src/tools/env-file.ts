// Settings from a .env file, as the emulator prints them.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The file cannot be read; the message is for the person at the terminal. */
export class EnvFileError extends Error {}

/** @throws {EnvFileError} */
export function readEnvFile(file: string): NodeJS.Dict<string> {
  try {
    // Editors on Windows put a byte order mark in front, which would become a part of the first name.
    return parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new EnvFileError(`The file of --env-file cannot be read (${code}).`, { cause: error });
  }
}

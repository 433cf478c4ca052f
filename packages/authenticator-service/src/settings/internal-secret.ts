// The secret by which the app's server proves itself, from its variable or its file.
import { readFileSync } from 'node:fs';
import type { SettingProblem } from './setting-problem.js';

interface SecretVariables {
  INTERNAL_SECRET?: string | undefined;
  INTERNAL_SECRET_FILE?: string | undefined;
}

/** The secret, `null` where there is none or where something is wrong with it. */
export interface SecretReading {
  secret: string | null;
  problem: SettingProblem | null;
}

const fewestBytes = 32;

/** A secret of 32 bytes or more, so that nobody can guess it, without blanks, so that it fits into a header. */
export function readInternalSecret({
  INTERNAL_SECRET: text,
  INTERNAL_SECRET_FILE: file,
}: SecretVariables): SecretReading {
  if (text !== undefined && file !== undefined) {
    return wrong('INTERNAL_SECRET', 'and INTERNAL_SECRET_FILE are both set', 'Leave one of them out.');
  }
  if (text !== undefined) return judge('INTERNAL_SECRET', text);
  if (file === undefined) return { secret: null, problem: null };
  try {
    return judge('INTERNAL_SECRET_FILE', readFileSync(file, 'utf8').trim());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return wrong('INTERNAL_SECRET_FILE', `cannot be read (${code})`, 'Look at the path and the permissions.');
  }
}

function judge(variable: string, secret: string): SecretReading {
  const hint = 'For example: openssl rand -hex 32';
  if (Buffer.byteLength(secret) < fewestBytes) {
    return wrong(variable, `is shorter than ${fewestBytes} bytes`, hint);
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    return wrong(variable, 'has characters that do not fit into a header', hint);
  }
  return { secret, problem: null };
}

function wrong(variable: string, problem: string, hint: string): SecretReading {
  return { secret: null, problem: { variable, problem, hint } };
}

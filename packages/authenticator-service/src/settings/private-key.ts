// The private key's text, from its variable or its file.
import { readFileSync, statSync } from 'node:fs';
import type { SettingProblem } from './setting-problem.js';

/** What a person should know about the key's file, although it can be used. */
export interface KeyFileNote {
  note: string;
  hint: string;
}

/** The key, or what stands in its way. */
export interface KeyReading {
  text: string;
  problem: SettingProblem | null;
  note: KeyFileNote | null;
}

interface KeyVariables {
  MDH_PRIVATE_KEY?: string | undefined;
  MDH_PRIVATE_KEY_FILE?: string | undefined;
}

/** @param keyName how the key's variable was given, for messages */
export function readPrivateKey(
  { MDH_PRIVATE_KEY: key, MDH_PRIVATE_KEY_FILE: file }: KeyVariables,
  keyName: string,
): KeyReading {
  if (key !== undefined && file !== undefined) {
    return wrong(keyName, 'and MDH_PRIVATE_KEY_FILE are both set', 'Leave one of them out.');
  }
  if (key !== undefined && /^[\w./~\\:-]+\.(pem|key|txt)$/i.test(key)) {
    return wrong(keyName, 'holds the name of a file', 'Put it into MDH_PRIVATE_KEY_FILE.');
  }
  if (key !== undefined) return { text: key, problem: null, note: null };
  if (file === undefined) {
    return wrong(
      keyName,
      'is missing',
      'It holds the PEM text; MDH_PRIVATE_KEY_FILE names a file that does.',
    );
  }
  try {
    return { text: readFileSync(file, 'utf8'), problem: null, note: judgeMode(statSync(file).mode) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return wrong(
      'MDH_PRIVATE_KEY_FILE',
      `cannot be read (${code})`,
      'Look at the path, and at the user that this process runs as.',
    );
  }
}

/** The permissions of a file mean nothing on Windows. */
function judgeMode(mode: number): KeyFileNote | null {
  if (process.platform === 'win32' || (mode & 0o007) === 0) return null;
  return {
    note: 'every user of this machine can read the file of the private key',
    hint: 'chmod 400 it, and give it to the user that this process runs as. Whoever has the key can get a token of any participant.',
  };
}

function wrong(variable: string, problem: string, hint: string): KeyReading {
  return { text: '', problem: { variable, problem, hint }, note: null };
}

// Small apps in the empty projects, and how they are run.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { Side } from './packages-for.js';

const execute = promisify(execFile);

export const token = 'token-of-the-app';

/** Has a store with a token, without a browser. */
export const storeOfApp = `
import { createTokenStore } from '@mdh-tokens/store';
const answer = { access_token: '${token}', expires_in: 600, token_type: 'Bearer' };
const store = createTokenStore({ authenticator: () => Promise.resolve(answer) });
void store.start();
`;

export function writeApp(side: Side, path: string, code: string): string {
  const file = join(inject(side), path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, code);
  return file;
}

/** Runs Node in the project; what it prints on standard output. */
export async function runNode(side: Side, args: string[]): Promise<string> {
  // As a user's shell has it: nothing of the test run that this is.
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, ...env } = process.env;
  const { stdout } = await execute(process.execPath, args, { cwd: inject(side), env });
  return stdout;
}

/** The JavaScript file of a tool's command, out of the workspace. */
export const commandOf = (tool: string, file: string) =>
  join(import.meta.dirname, '../node_modules', tool, file);

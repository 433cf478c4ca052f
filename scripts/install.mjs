// Installs the locked dependencies, of the whole workspace or of one package and what it needs.
import { packageManager } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @param {{ filter?: string, signal?: AbortSignal }} [options] `filter`: a pnpm filter, for example `name...` for one
 *   package with its workspace dependencies
 * @returns {Promise<{ code: number, output: string }>}
 */
export function install({ filter, signal } = {}) {
  const selection = filter === undefined ? [] : ['--filter', filter];
  // --yes: without it npx stops where the user's npm settings say `yes=false`.
  const args = [
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    ...selection,
  ];
  return runCommand('npx', args, { signal });
}

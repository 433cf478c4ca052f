// Runs Vitest over projects that are built, and counts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtVariable } from './build-before-tests.mjs';
import { commandFile } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { readTestCounts } from './test-counts.mjs';

/**
 * @param {string[]} args of Vitest
 * @param {{ show?: boolean, chromium?: string, signal?: AbortSignal }} [options] `show` passes the output through;
 *   `chromium` is the path of one
 * @returns {Promise<{ passed: number, failed: number, skipped: number, output: string }>}
 */
export async function runVitest(args, { show = false, chromium, signal } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mdh-tokens-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { [builtVariable]: '1', ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) };
  try {
    const command = [commandFile('.', 'vitest'), 'run', ...args, ...reporters];
    const { code, output } = await runCommand(process.execPath, command, { show, signal, env });
    return { ...readTestCounts(report, code), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

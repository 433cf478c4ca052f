// Installs the current Angular, which is no part of the repository's own install: it asks for a newer Node than that.
// What the tests use of it runs on every Node that the repository knows.
import { packageManager } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';

const folder = 'packages/angular/test/versions/angular-current';

export default async function setup() {
  const options = [
    '--frozen-lockfile',
    '--ignore-scripts',
    '--config.engine-strict=false',
    '--reporter=append-only',
  ];
  const install = ['--yes', packageManager, '--dir', folder, 'install', ...options];
  const { code, output } = await runCommand('npx', install);
  if (code !== 0) throw new Error(`The current Angular cannot be installed:\n${output}`);
}

// Tells whether an install is up to date, so that a second start need not ask the package manager again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.mjs';

const lockfile = join(root, 'pnpm-lock.yaml');
/** The package manager's own record of a full install: the lockfile as it was then. */
const fullRecord = join(root, 'node_modules/.pnpm/lock.yaml');
/** Our record of an install of what the demo needs, in the same form. */
const demoRecord = join(root, 'node_modules/.demo-lock.yaml');

/** Whether everything that the demo needs is installed as the lockfile says. */
export function isDemoInstalled() {
  if (!existsSync(join(root, 'examples/embeddable-host/node_modules/vite/package.json'))) return false;
  const wanted = readFileSync(lockfile, 'utf8');
  return [fullRecord, demoRecord].some((file) => existsSync(file) && readFileSync(file, 'utf8') === wanted);
}

/** Whether the tools of the tests are here, too: an install of the demo alone would take them away. */
export function hasTestTools() {
  return existsSync(join(root, 'node_modules/vitest/package.json'));
}

/** Says that what the demo needs is now installed as the lockfile says. */
export function recordDemoInstall() {
  writeFileSync(demoRecord, readFileSync(lockfile));
}

// Where this checkout is, and what its package.json says about the tools it needs.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The exact package manager, as `npx` takes it: `pnpm@x.y.z`. */
export const packageManager = manifest.packageManager;

/** Ends the process with one readable line when this Node is older than `engines.node` allows. */
export function requireNode() {
  const wanted = /^>=(\d+)\.(\d+)/.exec(manifest.engines.node);
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = [Number(wanted[1]), Number(wanted[2])];
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`This needs Node ${wantedMajor}.${wantedMinor} or later; you have ${process.versions.node}.`);
  process.exit(1);
}

/**
 * The JavaScript file behind a command of an installed package, so that it runs as `node FILE` on every system.
 *
 * @param {string} folder the folder whose `node_modules` holds the package, relative to the checkout
 * @param {string} name the package, which is also the command's name unless `command` says otherwise
 * @param {string} [command]
 */
export function commandFile(folder, name, command = name) {
  const home = join(root, folder, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, typeof bin === 'string' ? bin : bin[command]);
}

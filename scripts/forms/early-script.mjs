// The script for a page's head as a file, for pages that no server renders.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../repository.mjs';

/** Whether a package has such a script, which its entry `./early` exports as `earlyScript`. */
export function hasEarlyScript({ manifest }) {
  return manifest.exports['./early'] !== undefined;
}

/** Writes `dist/early.js`. */
export async function buildEarlyScript({ folder, manifest }) {
  const home = join(root, folder);
  const { earlyScript } = await import(pathToFileURL(join(home, manifest.exports['./early'].default)).href);
  writeFileSync(join(home, 'dist/early.js'), earlyScript);
}

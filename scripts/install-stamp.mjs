// Remembers what was installed, so that a second start need not ask the package manager again.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.mjs';

const stampFile = join(root, 'node_modules', '.demo-installed');

/** Whether the demo's dependencies were installed from exactly the lockfile and manifests that are here now. */
export function isInstalled() {
  const linked = existsSync(join(root, 'examples/embeddable-host/node_modules/vite/package.json'));
  return linked && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint();
}

/** Says that the install that just ended is of the lockfile and manifests that are here now. */
export function markInstalled() {
  writeFileSync(stampFile, fingerprint());
}

function fingerprint() {
  const packages = ['packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .toSorted((one, other) => one.localeCompare(other, 'en'))
      .map((name) => join(folder, name, 'package.json')),
  );
  const hash = createHash('sha256');
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages]) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex');
}

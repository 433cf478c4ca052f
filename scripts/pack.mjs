// Packs the published packages as they are built now, as npm would publish them.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageManager, root } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { publishedPackages, workspacePackages } from './workspace.mjs';

/**
 * pnpm packs and not npm: it puts versions where the workspace has `workspace:` and `catalog:`.
 *
 * @param {string} destination a folder, which is emptied
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function pack(destination, { signal } = {}) {
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(destination, { recursive: true });
  linkDevelopmentSiblings();
  const filters = publishedPackages().map(({ name }) => `--filter=${name}`);
  const args = ['--yes', packageManager, '-r', ...filters, 'pack', '--pack-destination', destination];
  return runCommand('npx', args, { signal });
}

/** The tarballs in a folder that `pack` filled, each with its package: needs before what needs them. */
export function packedIn(folder) {
  const files = readdirSync(folder);
  return publishedPackages().map((published) => {
    const file = files.find((name) => name === packedName(published.manifest));
    if (file === undefined) throw new Error(`no tarball of ${published.name} in ${folder}`);
    return { ...published, file: join(folder, file) };
  });
}

/** How a tarball is named: `@scope/name` becomes `scope-name`. */
export function packedName({ name, version }) {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}

/**
 * To pack a package pnpm looks up the versions of its siblings in its node_modules, also of those that it is only
 * developed with: an install without development dependencies has not put these there.
 */
function linkDevelopmentSiblings() {
  const folders = new Map(workspacePackages().map(({ name, folder }) => [name, folder]));
  for (const { folder, manifest } of publishedPackages()) {
    for (const sibling of Object.keys(manifest.devDependencies ?? {}).filter((name) => folders.has(name))) {
      const link = join(root, folder, 'node_modules', sibling);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, folders.get(sibling)), link, 'junction');
    }
  }
}

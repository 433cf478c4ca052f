// Which packages the workspace has, and what each says of itself: nothing about a package is written into a script.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './repository.mjs';

/**
 * @typedef {{ name: string, folder: string, manifest: Record<string, any> }} WorkspacePackage `folder` is relative to
 *   the checkout
 */

/** All packages under `packages/`, private ones too. @returns {WorkspacePackage[]} */
export function workspacePackages() {
  return packagesIn('packages');
}

/** Everything that has a version: packages, examples and the scripts. @returns {WorkspacePackage[]} */
export function memberPackages() {
  return [...workspacePackages(), ...packagesIn('examples'), readPackage('scripts')];
}

/** The packages that go to the registry, each after those of the workspace that it depends on. */
export function publishedPackages() {
  const published = workspacePackages().filter(({ manifest }) => manifest.private !== true);
  const ordered = [];
  const visit = (wanted) => {
    if (ordered.includes(wanted)) return;
    for (const other of published) if (needs(wanted).includes(other.name)) visit(other);
    ordered.push(wanted);
  };
  published.forEach(visit);
  return ordered;
}

/** A package and those of the workspace that an app must install with it, itself last. */
export function withItsNeeds(wanted, published = publishedPackages()) {
  const reached = new Set([wanted.name]);
  for (const { name, manifest } of published.toReversed()) {
    if (reached.has(name)) for (const needed of needs({ manifest })) reached.add(needed);
  }
  return published.filter(({ name }) => reached.has(name));
}

/** Whether a package is for servers and developers' machines: it has a command, or code for Node only. */
export function isForServers({ manifest }) {
  return manifest.bin !== undefined || entriesOf(manifest).some(({ target }) => target.node !== undefined);
}

/**
 * The entries of a package that are code: `import` it by `specifier`; `target` is its part of `exports`, and `required`
 * its CommonJS file, `null` where it has none.
 */
export function entriesOf(manifest) {
  return Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === 'object')
    .map(([path, target]) => ({
      specifier: posix.join(manifest.name, path),
      target,
      required: (target.node?.require ?? target.require)?.default ?? null,
    }));
}

function needs({ manifest }) {
  const optional = manifest.peerDependenciesMeta ?? {};
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) => !optional[name]?.optional);
  return [...Object.keys(manifest.dependencies ?? {}), ...peers];
}

function packagesIn(parent) {
  return readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map(readPackage);
}

function readPackage(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return { name: manifest.name, folder, manifest };
}

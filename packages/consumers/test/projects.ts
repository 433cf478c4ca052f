// Packs the packages and installs them with npm into empty projects, once for all tests of this folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { pack, packedIn } from '../../../scripts/pack.mjs';
import { root } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { installedVersion } from './installed-version.js';
import { packagesFor } from './packages-for.js';
import type { Packed } from './packed.js';

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed[];
    /** The folder of an app whose page has all packages for pages. */
    page: string;
    /** The folder of a server that has all packages for servers. */
    server: string;
  }
}

/** Outside the workspace, so that nothing of it can be found by looking further up. */
export default async function setup(project: TestProject): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), 'mdh-tokens-consumers-'));
  const { code, output } = await pack(join(home, 'packed'));
  if (code !== 0) throw new Error(`the packages cannot be packed:\n${output}`);
  const packed: Packed[] = packedIn(join(home, 'packed'));
  const [forPages, forServers] = [packagesFor('page', packed), packagesFor('server', packed)];
  const [page, server] = await Promise.all([
    installProject(join(home, 'page'), forPages, peersOf(forPages)),
    installProject(join(home, 'server'), forServers, { '@types/node': installedVersion('@types/node') }),
  ]);
  project.provide('packed', packed);
  project.provide('page', page);
  project.provide('server', server);
  return () => rmSync(home, { recursive: true });
}

async function installProject(folder: string, packed: Packed[], others: Record<string, string>) {
  mkdirSync(folder);
  const own = Object.fromEntries(packed.map(({ name, file }) => [name, `file:${file}`]));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, dependencies: { ...own, ...others } }),
  );
  const cache = join(root, 'node_modules/.cache/npm');
  const options = [
    '--prefix',
    folder,
    '--cache',
    cache,
    '--prefer-offline',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
  ];
  const { code, output } = await runCommand('npm', ['install', ...options]);
  if (code !== 0) throw new Error(`npm cannot install ${Object.keys(own).join(', ')}:\n${output}`);
  return folder;
}

/** What an app has anyway that uses these packages: their peers as the workspace has them, and the peers' types. */
function peersOf(packed: Packed[]): Record<string, string> {
  const wanted: Record<string, string> = {};
  for (const { folder, manifest } of packed) {
    const { devDependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
      const installed = [peer, `@types/${peer}`].filter((name) => name in devDependencies);
      for (const name of installed) wanted[name] = installedVersion(name, join(root, folder));
    }
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([name]) => packed.every((one) => one.name !== name)),
  );
}

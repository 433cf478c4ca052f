// The files of this workspace's packages that go into a browser, as they were built.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source } from './check-sources.js';

const packages = fileURLToPath(new URL('../../../', import.meta.url));

/** The panel of devtools is not among them: it has a floor of its own. */
export const browserPackages: readonly string[] = [
  'contract',
  'store',
  'react',
  'vue',
  'angular',
  'svelte',
].filter((name) => existsSync(join(packages, name, 'package.json')));

/** A package's modules, without the files that are made for pages without a bundler. */
export function builtModules(packageName: string): Source[] {
  return builtFiles(packageName).filter(({ file }) => !isSingleFile(file));
}

/** The files that hold everything: an ES module, and a classic script. */
export function singleFiles(packageName: string): Source[] {
  return builtFiles(packageName).filter(({ file }) => isSingleFile(file));
}

/** The classic script with the store in it. */
export function globalScript(): string {
  return readFileSync(join(packages, 'store/dist/mdh-tokens.global.js'), 'utf8');
}

function isSingleFile(file: string): boolean {
  return /^mdh-tokens[\w.-]*\.js$/.test(basename(file));
}

function builtFiles(packageName: string): Source[] {
  const folder = join(packages, packageName, 'dist');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  // Of the whole package: a single file has none of its own.
  const declarations = names
    .filter((name) => name.endsWith('.d.ts'))
    .map(read)
    .join('\n');
  return names
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => ({ file: join('packages', packageName, 'dist', name), code: read(name), declarations }));
}

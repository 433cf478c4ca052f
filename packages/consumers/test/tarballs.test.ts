// What is in the tarballs, and whether the tools that judge packages find fault with them.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript-6.0';
import { describe, expect, inject, test } from 'vitest';
import { entriesOf } from '../../../scripts/workspace.mjs';
import { filesOf, type Manifest, type Packed } from './packed.js';

describe.each(inject('packed'))('the tarball of $name', (packed: Packed) => {
  const data = readFileSync(packed.file);
  const content = createPackageFromTarballData(data);
  const prefix = `/node_modules/${packed.name}/`;
  const files = content.listFiles().map((path) => path.slice(prefix.length));
  const textOf = (file: string) => content.readFile(prefix + file);
  const manifest = JSON.parse(textOf('package.json')) as Manifest;

  test('has every file that its package.json names', () => {
    const missing = namedFiles(manifest).filter((file) => !isThere(file, files));
    expect(missing).toEqual([]);
  });

  test('has its licence and its README', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
  });

  test('has no test, no key and no record of the compiler', () => {
    const odd = files.filter((file) =>
      /(^|\/)(tests?|node_modules|\.cache)\/|\.test\.|\.(pem|key|tgz|log)$|tsbuildinfo|(^|\/)\.(env|npmrc)/.test(
        file,
      ),
    );
    expect(odd).toEqual([]);
    const keyMaterial = /-----BEGIN [A-Z ]*PRIVATE KEY-----(\s|\\n)*[\w+/=]{40}/;
    // The emulator's own: whoever starts the emulator has it, and nothing else accepts it.
    const withKeys = files.filter(
      (file) => !/(^|\/)development-key\./.test(file) && keyMaterial.test(textOf(file)),
    );
    expect(withKeys).toEqual([]);
  });

  test('has no version that only this workspace understands', () => {
    expect(textOf('package.json')).not.toMatch(/"(workspace|catalog|link|file):/);
  });

  test('imports only what its package.json lets npm install', () => {
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies, [packed.name]: '' };
    const code = files.filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file) && !file.includes('.global.'));
    const undeclared = code.flatMap((file) =>
      importsOf(textOf(file))
        .filter((name) => !isBuiltin(name) && !(packageOf(name) in declared))
        .map((name) => `${file}: ${name}`),
    );
    expect(undeclared).toEqual([]);
  });

  test('has the sources that its source maps point at', () => {
    const gone = files
      .filter((file) => file.endsWith('.map'))
      .flatMap((file) => sourcesWithoutText(file, textOf(file)).map((source) => `${file}: ${source}`))
      .filter((line) => !files.includes(line.split(': ')[1] ?? ''));
    expect(gone).toEqual([]);
  });

  test('has nothing that publint finds fault with', async () => {
    const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('has types that are right in every kind of resolution', async () => {
    expect(await wrongTypes(content, manifest)).toEqual([]);
  });
});

function namedFiles({
  exports = {},
  imports = {},
  typesVersions = {},
  bin = {},
  ...manifest
}: Manifest): string[] {
  const single = [manifest.main, manifest.types, manifest.unpkg, manifest.jsdelivr].filter(
    (one) => one !== undefined,
  );
  const declared = Object.values(typesVersions).flatMap((paths) => Object.values(paths).flat());
  const conditional = [...Object.values(exports), ...Object.values(imports)].flatMap(filesOf);
  return [...single, ...declared, ...filesOf(bin), ...conditional];
}

function isThere(named: string, files: string[]): boolean {
  const path = named.replace(/^\.\//, '');
  const [before, after] = path.split('*');
  if (after === undefined) return files.includes(path);
  return files.some((file) => file.startsWith(before ?? '') && file.endsWith(after));
}

function importsOf(code: string): string[] {
  const { importedFiles } = ts.preProcessFile(code, true, true);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => /^[@\w]/.test(name));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function sourcesWithoutText(file: string, text: string): string[] {
  const map = JSON.parse(text) as { sources: string[]; sourcesContent?: Array<string | null> };
  return map.sources
    .filter((_, index) => typeof map.sourcesContent?.[index] !== 'string')
    .map((source) => new URL(source, `https://package.test/${file}`).pathname.slice(1));
}

/** An entry of ES modules only is one on purpose: that a CommonJS file must import it asynchronously is no fault. */
async function wrongTypes(content: Package, manifest: Manifest): Promise<string[]> {
  const result = await checkPackage(content);
  if (result.types === false) return ['no types'];
  const modulesOnly = entriesOf(manifest).filter(({ required }) => required === null);
  const accepted = new Set(modulesOnly.map(({ specifier }) => specifier));
  return result.problems
    .filter(
      (problem) =>
        !(problem.kind === 'CJSResolvesToESM' && accepted.has(posix.join(manifest.name, problem.entrypoint))),
    )
    .map((problem) => JSON.stringify(problem));
}

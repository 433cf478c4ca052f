// How many bytes a page loads for what an import needs, before any part that is loaded later.
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { sizesOf, type Sizes } from './sizes-of.js';

/** The names of the parts hold a hash of the sources' paths: relative to this, they are the same in every checkout. */
const repository = resolve(import.meta.dirname, '../../../..');

/**
 * As an app's production build makes it: split at each `import()`, minified, with the condition `production`.
 *
 * @param contents the module that a page would write
 */
export async function bundleSize(contents: string, plugins: Plugin[] = []): Promise<Sizes> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    outdir: 'out',
    absWorkingDir: repository,
    metafile: true,
    write: false,
    logLevel: 'error',
    plugins,
  });
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [resolve(repository, path), output]),
  );
  const first = outputFiles
    .map(({ path }) => path)
    .find((path) => outputs.get(path)?.entryPoint === '<stdin>');
  const wanted = new Set([first]);
  for (const path of wanted) {
    for (const { path: imported, kind } of outputs.get(path ?? '')?.imports ?? []) {
      if (kind === 'import-statement') wanted.add(resolve(repository, imported));
    }
  }
  return sizesOf(outputFiles.filter(({ path }) => wanted.has(path)).map((file) => file.contents));
}

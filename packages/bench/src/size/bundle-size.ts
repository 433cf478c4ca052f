// How many bytes a page loads for what an import needs, before any part that is loaded later.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

export interface BundleSize {
  readonly minifiedBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

/**
 * As an app's production build makes it: split at each `import()`, minified, with the condition `production`.
 *
 * @param contents the module that a page would write
 */
export async function bundleSize(contents: string, plugins: Plugin[] = []): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    outdir: '/out',
    absWorkingDir: '/',
    metafile: true,
    write: false,
    logLevel: 'error',
    plugins,
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [`/${path}`, output]));
  const first = outputFiles
    .map(({ path }) => path)
    .find((path) => outputs.get(path)?.entryPoint === '<stdin>');
  const wanted = new Set([first]);
  for (const path of wanted) {
    for (const { path: imported, kind } of outputs.get(path ?? '')?.imports ?? []) {
      if (kind === 'import-statement') wanted.add(`/${imported}`);
    }
  }
  const files = outputFiles.filter(({ path }) => wanted.has(path)).map((file) => file.contents);
  const sumOf = (size: (code: Uint8Array) => number) => files.reduce((sum, code) => sum + size(code), 0);
  return {
    minifiedBytes: sumOf((code) => code.length),
    gzipBytes: sumOf((code) => gzipSync(code, { level: 9 }).length),
    brotliBytes: sumOf((code) => brotliCompressSync(code).length),
  };
}

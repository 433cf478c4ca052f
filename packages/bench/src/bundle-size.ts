// What a page must load for its supply of tokens: everything that @mdh-tokens/store exports, in one bundle.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface BundleSize {
  readonly name: string;
  readonly minifiedBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

const entries = {
  '@mdh-tokens/store, all of it': "export * from '@mdh-tokens/store'",
  'of that, rxjs (Observable)': "export { Observable } from 'rxjs'",
  'of that, mitt': "export { default } from 'mitt'",
} as const;

/** esbuild's own defaults: the `default` condition of every package, no externals. */
export async function bundleSizes(): Promise<BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const [name, contents] of Object.entries(entries)) sizes.push(await bundleSize(name, contents));
  return sizes;
}

async function bundleSize(name: string, contents: string): Promise<BundleSize> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const code = outputFiles[0]!.contents;
  return {
    name,
    minifiedBytes: code.length,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    brotliBytes: brotliCompressSync(code).length,
  };
}

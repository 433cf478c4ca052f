// What a page that bundles a binding sends for it: minified, Brotli, the framework and the store not counted.
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

/** @param entry the built module; @param names what the page imports, default everything; @param external not counted */
export async function bundleBytes(entry: string, external: string[], names?: string[]): Promise<number> {
  const what = names === undefined ? '*' : `{ ${names.join(', ')} }`;
  const { outputFiles } = await build({
    stdin: { contents: `export ${what} from ${JSON.stringify(entry)};`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['@mdh-tokens/store', ...external],
  });
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(outputFiles[0]!.contents, { params }).length;
}

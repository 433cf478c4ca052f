// What a page that bundles a binding sends for it: minified, Brotli, the framework and the store not counted.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** @param entry the built module; @param names what the page imports; @param external not counted */
export async function bundleBytes(
  entry: string,
  names: string[],
  external: (string | RegExp)[],
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mdh-tokens-bytes-'));
  try {
    const page = join(folder, 'page.mjs');
    await writeFile(page, `export { ${names.join(', ')} } from ${JSON.stringify(entry)};`);
    const [result] = (await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        write: false,
        target: 'es2022',
        lib: { entry: page, formats: ['es'] },
        rolldownOptions: { external: ['@mdh-tokens/store', ...external], output: { minify: true } },
      },
    })) as Rolldown.RolldownOutput[];
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    return brotliCompressSync(result!.output[0].code, { params }).length;
  } finally {
    await rm(folder, { recursive: true });
  }
}

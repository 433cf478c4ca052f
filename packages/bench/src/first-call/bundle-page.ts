// A page's script, as an app's build makes it.
import { join } from 'node:path';
import { build } from 'esbuild';

/** @param name of a module in `page/` */
export async function bundlePage(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page', `${name}.js`)],
    outdir: 'out',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles.find(({ path }) => path.endsWith('.js'))!.text;
}

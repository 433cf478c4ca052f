// What an app's build makes of a module for the browser.
import { build, type Plugin } from 'esbuild';

/**
 * One bundle by esbuild's own defaults: the `default` condition of every package, no externals; minified.
 *
 * @param contents the module that a page would write
 * @param resolveDir where its imports are resolved
 */
export async function bundleForBrowser(
  contents: string,
  resolveDir: string,
  plugins: Plugin[] = [],
): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
    plugins,
  });
  return outputFiles[0]!.contents;
}

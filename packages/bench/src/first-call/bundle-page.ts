// A page's script, as an app's production build makes it.
import { build } from 'esbuild';

/** The store's part for tabs, a file of its own: these pages never ask for it. */
const loadedLater = ['*/tab-share.js'];

/** @param module of a page in `page/` */
export async function bundlePage(module: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import './page/${module}.js'`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: loadedLater,
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

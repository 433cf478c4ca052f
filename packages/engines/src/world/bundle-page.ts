// The page's script, as an app's build makes it: from the built packages, as a user installs them.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One classic script with the store, an unmodified SDK and what they need. @param sdkPackage another SDK's package */
export async function bundlePage(sdkPackage?: string): Promise<string> {
  const { outputFiles } = await build({
    // Where another SDK is looked for.
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: ['src/page/app-page.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    alias: sdkPackage === undefined ? {} : { '@careevolution/mydatahelps-js': sdkPackage },
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}

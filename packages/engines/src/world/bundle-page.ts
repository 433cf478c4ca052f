// The page's script, as an app's build makes it: from the built packages, as a user installs them.
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** One classic script with the store, an unmodified SDK and what they need. @param sdkPackage another SDK's package */
export async function bundlePage(sdkPackage = '@careevolution/mydatahelps-js'): Promise<string> {
  const entry = fileURLToPath(new URL('../page/app-page.ts', import.meta.url));
  const [result] = (await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@careevolution/mydatahelps-js': sdkPackage } },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page' } },
  })) as Rolldown.RolldownOutput[];
  return result!.output[0].code;
}

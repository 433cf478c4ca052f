// A page's script, as an app's build makes it.
import { build, type Rolldown } from 'vite';

/** One classic script with the store, the unmodified SDK and what they need. */
export async function bundlePage(entry: string): Promise<string> {
  const [result] = (await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page' } },
  })) as Rolldown.RolldownOutput[];
  return result!.output[0].code;
}

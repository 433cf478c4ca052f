// Compiles Svelte components in tests, with the version of Svelte that lies in a folder.
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Compiler {
  compile(code: string, options: { generate: 'client'; filename: string }): { js: { code: string } };
}

interface Resolver {
  resolve(id: string, importer: string, options: { skipSelf: true }): Promise<{ id: string } | null>;
}

/** @param folder of a package that depends on Svelte */
export function svelteInVite(folder: string): object {
  const importer = join(folder, 'package.json');
  const { compile } = createRequire(importer)('svelte/compiler') as Compiler;
  return {
    name: 'svelte-in-vite',
    enforce: 'pre',
    resolveId(this: Resolver, id: string) {
      return /^svelte(\/|$)/.test(id) ? this.resolve(id, importer, { skipSelf: true }) : null;
    },
    transform(code: string, id: string) {
      if (!id.endsWith('.svelte')) return null;
      return { code: compile(code, { generate: 'client', filename: id }).js.code, map: null };
    },
  };
}

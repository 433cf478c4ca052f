// A bundle that imports some packages instead of holding them, as a page does that has them anyway.
import type { Plugin } from 'esbuild';

/** @param isOutside of what a module imports */
export function withoutImports(isOutside: (path: string) => boolean): Plugin {
  return {
    name: 'without-imports',
    setup(build) {
      build.onResolve({ filter: /^[@a-z]/ }, ({ path }) =>
        isOutside(path) ? { path, external: true } : undefined,
      );
    },
  };
}

// The core with a change in its source, bundled and imported by itself.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { SeededBug } from './seeded-bugs.js';
import type { Core } from './store-loop.js';

/** @throws Error where a change does not find exactly one place: the bug then has to be written for the source as it is */
export async function loadCore({ name, changes }: SeededBug): Promise<Core> {
  const made = new Set<string>();
  const seed: Plugin = {
    name: 'seeded-bug',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]src[/\\]core[/\\][^/\\]+\.ts$/ }, async ({ path }) => {
        let contents = await readFile(path, 'utf8');
        for (const [file, from, to] of changes.filter(([each]) => each === basename(path))) {
          if (contents.split(from).length !== 2) {
            throw new Error(`seeded bug "${name}": ${file} does not hold this exactly once: ${from}`);
          }
          contents = contents.replace(from, () => to);
          made.add(from);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'core-exports.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [seed],
  });
  for (const [file, from] of changes) {
    if (!made.has(from)) throw new Error(`seeded bug "${name}": ${file} is not part of the core`);
  }
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Core;
}

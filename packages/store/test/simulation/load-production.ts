// The production code with some of its exports replaced, bundled and imported by itself.
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { SeededBug } from './seeded-bugs.mjs';
import type { Production } from './simulated-store.js';

const source = join(import.meta.dirname, '../../src');
const original = '?original';

/** @throws Error if a module or an export is not there: the bug then has to be written for the code as it is */
export async function loadProduction({ name, replaced }: SeededBug): Promise<Production> {
  const made = new Set<string>();
  const seed: Plugin = {
    name: 'seeded-bug',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\?original$/ }, ({ path }) => ({
        path: path.slice(0, -original.length),
        suffix: original,
      }));
      onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path, suffix }) => {
        const module = relative(source, path).replaceAll('\\', '/');
        const replacements = replaced[module];
        if (replacements === undefined || suffix === original) return undefined;
        made.add(module);
        return { contents: wrapperOf(path, replacements), loader: 'ts', resolveDir: source };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'production.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    conditions: ['@mdh-tokens/source'],
    logLevel: 'silent',
    // A replaced method is a side effect of its module, which the package says it has none of.
    ignoreAnnotations: true,
    plugins: [seed],
  });
  for (const module of Object.keys(replaced)) {
    if (!made.has(module))
      throw new Error(`seeded bug "${name}": ${module} is not part of the production code`);
  }
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Production;
}

/** A module with the exports of another one, some of them replaced: `Name` or, of a class, `Name.method`. */
function wrapperOf(path: string, replacements: Readonly<Record<string, unknown>>): string {
  const lines = [
    `import * as original from ${JSON.stringify(path + original)};`,
    `export * from ${JSON.stringify(path + original)};`,
    'const known = (value: unknown, name: string) => {',
    '  if (value === undefined) throw new Error(`seeded bug: ${name} is not there`);',
    '  return value as any;',
    '};',
  ];
  for (const [name, replacement] of Object.entries(replacements)) {
    const [exported, method] = name.split('.');
    const code = codeOf(replacement);
    const make = (before: string) =>
      code === null ? `(${before}, ${JSON.stringify(replacement)})` : `(${code})(${before})`;
    const owner = `known((original as any).${exported}, '${exported}')`;
    lines.push(
      method === undefined
        ? `export const ${exported}: any = ${make(owner)};`
        : `{ const it = ${owner}.prototype; it.${method} = ${make(`known(it.${method}, '${name}')`)}; }`,
    );
  }
  return lines.join('\n');
}

/** The text of a function that makes the bug of the original; `null` if the replacement is a value. */
function codeOf(replacement: unknown): string | null {
  if (typeof replacement === 'function') return replacement.toString();
  const { code } = Object(replacement) as { code?: string };
  return code ?? null;
}

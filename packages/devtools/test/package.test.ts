import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import * as real from '../src/index.js';
import { createRecorder, mountDevtools } from '../src/stub.js';
import { connectExits } from './readme/exits.js';
import { createTestableStore } from './testable-store.js';

interface Chunk {
  /** Minified, brotli. */
  readonly bytes: number;
  /** The chunks that come with it. */
  readonly needs: readonly string[];
}

/** What a browser loads of an entry, by the name of the chunk. The store is the app's own. */
async function chunksOf(entry: string): Promise<Map<string, Chunk>> {
  const { outputFiles, metafile } = await build({
    entryPoints: [`src/${entry}.ts`],
    bundle: true,
    minify: true,
    splitting: true,
    metafile: true,
    write: false,
    outdir: '.',
    // The names of the chunks hold a hash of the sources' paths: so they are the same in every checkout.
    absWorkingDir: resolve(import.meta.dirname, '..'),
    format: 'esm',
    external: ['@mdh-tokens/store'],
  });
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = basename(path);
      const imports = metafile.outputs[name]?.imports ?? [];
      const needs = imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path);
      return [name, { bytes: brotliCompressSync(contents).length, needs }];
    }),
  );
}

/** The chunks that are loaded with the one whose name begins so. */
function loadedWith(chunks: ReadonlyMap<string, Chunk>, start: string): Set<string> {
  const loaded = new Set([...chunks.keys()].filter((name) => name.startsWith(start)));
  for (const name of loaded) for (const need of chunks.get(name)?.needs ?? []) loaded.add(need);
  return loaded;
}

/** Bytes of an entry with all that it may load. */
async function sizeOf(entry: string): Promise<number> {
  return [...(await chunksOf(entry)).values()].reduce((sum, { bytes }) => sum + bytes, 0);
}

describe('the README', () => {
  it('shows its examples as they are compiled and run', async () => {
    const readme = await readFile(`${import.meta.dirname}/../README.md`, 'utf8');
    const examples = [...readme.matchAll(/<!-- example: (\S+) -->\n```ts\n([^]*?)```/g)];
    expect(examples).toHaveLength(3);
    expect(readme.match(/```ts\n/g)).toHaveLength(examples.length);
    for (const [, file, code] of examples) {
      expect(code).toBe(await readFile(`${import.meta.dirname}/../${file}`, 'utf8'));
    }
  });

  it('runs the exits that it shows', () => {
    const { store } = createTestableStore();
    expect(() => connectExits(store)()).not.toThrow();
  });

  it('names each option', async () => {
    const readme = await readFile(`${import.meta.dirname}/../README.md`, 'utf8');
    const options: (keyof real.DevtoolsOptions)[] = [
      'recorder',
      'name',
      'docs',
      'parent',
      'dock',
      'open',
      'theme',
    ];
    for (const name of options) expect(readme).toContain(`| \`${name}\` |`);
  });
});

describe('the package', () => {
  it('is as small as the README says when it is mounted, opened and used for everything, and at most 9 kB at first', async () => {
    const readme = await readFile(`${import.meta.dirname}/../README.md`, 'utf8');
    const chunks = await chunksOf('index');
    const mounted = loadedWith(chunks, 'index');
    const opened = new Set([...mounted, ...loadedWith(chunks, 'content')]);
    const sizes = [[...mounted], [...opened], [...chunks.keys()]].map((names) =>
      names.reduce((sum, name) => sum + (chunks.get(name)?.bytes ?? Number.NaN), 0),
    );
    const told =
      /loads (\S+) kB \(brotli\) when it is mounted, (\S+) kB when it has been opened, and (\S+) kB with everything/
        .exec(readme.replaceAll(/\s+/g, ' '))
        ?.slice(1)
        .map((kilobytes) => Number(kilobytes) * 1_000);
    expect(told).toHaveLength(3);
    sizes.forEach((size, index) => {
      expect(size).toBeLessThanOrEqual(told?.[index] ?? 0);
      expect(size).toBeGreaterThan((told?.[index] ?? 0) - 200);
    });
    expect(sizes[0]).toBeLessThanOrEqual(9_000);
  });

  it('has a stub under 150 bytes with the same names, which says that it is one', async () => {
    expect(await sizeOf('stub')).toBeLessThan(150);
    expect(Object.keys({ createRecorder, mountDevtools })).toEqual(Object.keys(real).toSorted());
    const info = vi.spyOn(console, 'info').mockReturnValue();
    const recorder = createRecorder();
    const { store } = createTestableStore(recorder.inspect);
    const unmount = mountDevtools(store, { recorder });
    recorder.mark('nothing');
    recorder.listen(() => undefined)();
    unmount();
    expect(recorder.entries).toEqual([]);
    expect(info.mock.calls).toEqual([[expect.stringContaining('is a stub: import')]]);
    info.mockRestore();
  });

  it('server: importing it touches no document', () => {
    // This is one: there is no `document` in this process, and all of the package is imported above.
    expect('document' in globalThis).toBe(false);
    expect(() => real.createRecorder().mark('on a server')).not.toThrow();
  });

  it.each([
    { entry: 'redux-devtools', most: 1_500 },
    { entry: 'performance-track', most: 500 },
  ])('has $entry in under $most bytes', async ({ entry, most }) => {
    expect(await sizeOf(entry)).toBeLessThan(most);
  });
});

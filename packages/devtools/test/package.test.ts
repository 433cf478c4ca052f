import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import * as real from '../src/index.js';
import { createRecorder, mountDevtools } from '../src/stub.js';
import { connectExits } from './readme/exits.js';
import { createTestableStore } from './testable-store.js';

/** Bytes of an entry as a browser loads it: bundled, minified, brotli. The store is the app's own. */
async function sizeOf(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/../src/${entry}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    external: ['@mdh-tokens/store'],
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
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
  it('is as small as the README says, and not a kilobyte smaller', async () => {
    const readme = await readFile(`${import.meta.dirname}/../README.md`, 'utf8');
    const told = Number(/(\d+(?:\.\d)?) kB \(brotli\)/.exec(readme)?.[1]) * 1_000;
    const size = await sizeOf('index');
    expect(size).toBeLessThanOrEqual(told);
    expect(size).toBeGreaterThan(told - 1_000);
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

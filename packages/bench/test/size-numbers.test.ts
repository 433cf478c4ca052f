// The store's sizes in BENCHMARKS.md are those of what is built: `npm run bench -- size` renews them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { moduleOf, ourEntry } from '../src/size/bundle-entries.js';
import { bundleSize } from '../src/size/bundle-size.js';
import { singleFiles, singleFileSizes } from '../src/size/single-files.js';
import type { Sizes } from '../src/size/sizes-of.js';

/** A sentence more or less in an error is not worth a new line in the file. */
const tolerance = 0.02;

/** Minified and with brotli, of the one row of the section that begins so. */
async function writtenSizes(row: string): Promise<number[]> {
  const text = await readFile(join(import.meta.dirname, '../../../BENCHMARKS.md'), 'utf8');
  const [section = ''] = text.slice(text.indexOf('## Size\n')).split(/\n## (?!#)/, 1);
  const cells = section.split('\n').find((line) => line.startsWith(`| ${row} |`)) ?? '';
  const [minified = Number.NaN, , brotli = Number.NaN] = cells.split('|').slice(-4, -1).map(Number);
  return [minified, brotli];
}

async function expectWritten(row: string, { minifiedBytes, brotliBytes }: Sizes): Promise<void> {
  const written = await writtenSizes(row);
  for (const [index, built] of [minifiedBytes, brotliBytes].entries()) {
    const relative = Math.abs((written[index] ?? Number.NaN) / built - 1);
    const sentence = `BENCHMARKS.md says ${written[index]} bytes of ${row}, and ${built} are built: npm run bench -- size`;
    expect(relative, sentence).toBeLessThanOrEqual(tolerance);
  }
}

it.each(singleFiles)('%s', async (file) => {
  await expectWritten(`\`dist/${file}\``, await singleFileSizes(file));
});

it('the store in a bundle', async () => {
  await expectWritten('**@mdh-tokens/store (all of it)**', await bundleSize(moduleOf(ourEntry)));
});

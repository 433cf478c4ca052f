// The store's files for pages without a bundler, as they are built.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizesOf, type Sizes } from './sizes-of.js';

const dist = join(import.meta.dirname, '../../../store/dist');

export const singleFiles = ['mdh-tokens.js', 'mdh-tokens.global.js'] as const;

export async function singleFileSizes(file: (typeof singleFiles)[number]): Promise<Sizes> {
  return sizesOf([await readFile(join(dist, file))]);
}

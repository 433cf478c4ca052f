// Where the store's bytes are: what it would lose without each of its parts, and what is left without all of them.
import { markdownTable } from '../report/markdown-table.js';
import { moduleOf, ourEntry } from './bundle-entries.js';
import { bundleSize } from './bundle-size.js';
import { storeParts } from './store-parts.js';
import { withoutFiles } from './without-files.js';

export async function storeAnatomy(): Promise<string> {
  const whole = await storeBytes();
  const rows = await Promise.all(
    storeParts.map(async ({ name, files }) => [name, whole - (await storeBytes(files))]),
  );
  const all = new RegExp(storeParts.map(({ files }) => files.source).join('|'));
  return `${markdownTable(['the store without …', 'bytes less, brotli -11'], rows)}

Without all of these ${await storeBytes(all)} bytes are left: the life cycle and its loop.`;
}

async function storeBytes(left?: RegExp): Promise<number> {
  const plugins = left === undefined ? [] : [withoutFiles(left)];
  return (await bundleSize(moduleOf(ourEntry), plugins)).brotliBytes;
}

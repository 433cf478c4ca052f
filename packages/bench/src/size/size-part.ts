// Size: what a page must load for its supply of tokens.
import { markdownTable } from '../report/markdown-table.js';
import type { Part } from '../report/part.js';
import { bundleSize } from './bundle-size.js';

const entries = {
  '@mdh-tokens/store, all of it': "export * from '@mdh-tokens/store'",
  'of that, rxjs (Observable)': "export { Observable } from 'rxjs'",
  'of that, mitt': "export { default } from 'mitt'",
} as const;

export const sizePart: Part = {
  name: 'size',
  title: 'Size',
  async run() {
    const rows: (string | number)[][] = [];
    for (const [name, contents] of Object.entries(entries)) {
      const { minifiedBytes, gzipBytes, brotliBytes } = await bundleSize(contents);
      rows.push([name, minifiedBytes, gzipBytes, brotliBytes]);
    }
    return {
      text: `What a page loads for its supply of tokens: one esbuild bundle, minified, rxjs and mitt included. Bytes.

${markdownTable(['', 'minified', 'gzip -9', 'brotli -11'], rows)}`,
      broken: [],
    };
  },
};

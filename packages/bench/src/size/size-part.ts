// Size: what a page must load for its supply of tokens.
import { barPlot } from '../report/bar-plot.js';
import { drawPlot } from '../report/draw-plot.js';
import { markdownTable } from '../report/markdown-table.js';
import type { Part } from '../report/part.js';
import { bundleEntries, moduleOf, ourEntry, type BundleEntry } from './bundle-entries.js';
import { bundleSize } from './bundle-size.js';
import { installedVersion } from './installed-version.js';
import { singleFiles, singleFileSizes } from './single-files.js';
import type { Sizes } from './sizes-of.js';
import { storeAnatomy } from './store-anatomy.js';
import { storeBudgetBytes } from './store-budget.js';

interface Bundle extends BundleEntry, Sizes {
  readonly version: string;
}

export const sizePart: Part = {
  name: 'size',
  title: 'Size',
  async run() {
    const bundles = await Promise.all(bundleEntries.map(makeBundle));
    bundles.sort((one, other) => one.brotliBytes - other.brotliBytes);
    const { brotliBytes } = bundles.find(isOurs)!;
    return {
      text: [sizeReport(bundles), await singleFileReport(), await storeAnatomy()].join('\n\n'),
      plots: [{ file: 'size.svg', svg: await drawSizes(bundles) }],
      broken:
        brotliBytes <= storeBudgetBytes
          ? []
          : [`the store is ${brotliBytes} bytes with brotli, limit ${storeBudgetBytes}`],
    };
  },
};

async function makeBundle(entry: BundleEntry): Promise<Bundle> {
  const size = await bundleSize(moduleOf(entry));
  return { ...entry, ...size, version: await installedVersion(entry.packageName) };
}

function sizeReport(bundles: readonly Bundle[]): string {
  const rows = bundles.map((bundle) => {
    const { version, minifiedBytes, gzipBytes, brotliBytes } = bundle;
    const name = nameOf(bundle);
    return [isOurs(bundle) ? `**${name}**` : name, version, minifiedBytes, gzipBytes, brotliBytes];
  });
  return `What a page loads for its supply of tokens: one esbuild bundle an entry, minified, for browsers, with the condition
\`production\` and all that it imports; the store's has rxjs and mitt within. Files that are loaded later, such as the store's
for tabs that share, do not count. Bytes. Most peers do more than to supply tokens (login flows, calls),
and that cannot be left out.

${markdownTable(['import', 'version', 'minified', 'gzip -9', 'brotli -11'], rows)}`;
}

async function singleFileReport(): Promise<string> {
  const rows = await Promise.all(
    singleFiles.map(async (file) => {
      const { minifiedBytes, gzipBytes, brotliBytes } = await singleFileSizes(file);
      return [`\`dist/${file}\``, minifiedBytes, gzipBytes, brotliBytes];
    }),
  );
  return `The store's files for pages without a bundler, in the syntax of ES2019. Everything is within, what others load later and
the sentences of errors too.

${markdownTable(['file', 'minified', 'gzip -9', 'brotli -11'], rows)}`;
}

function drawSizes(bundles: readonly Bundle[]): Promise<string> {
  const bars = bundles.map((bundle) => ({
    name: nameOf(bundle),
    value: bundle.brotliBytes,
    isOurs: isOurs(bundle),
  }));
  return drawPlot(barPlot({ title: 'What a page loads', axis: 'bytes, brotli', scale: 'linear', bars }));
}

function nameOf({ packageName, imported }: BundleEntry): string {
  return `${packageName} ${imported === '*' ? '(all of it)' : imported}`;
}

function isOurs({ packageName }: BundleEntry): boolean {
  return packageName === ourEntry.packageName;
}

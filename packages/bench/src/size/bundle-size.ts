// How many bytes a page loads for what an import needs.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { bundleForBrowser } from '../bundle-for-browser.js';

export interface BundleSize {
  readonly minifiedBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

/** @param contents the module that a page would write */
export async function bundleSize(contents: string, plugins: Plugin[] = []): Promise<BundleSize> {
  const code = await bundleForBrowser(contents, import.meta.dirname, plugins);
  return {
    minifiedBytes: code.length,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    brotliBytes: brotliCompressSync(code).length,
  };
}

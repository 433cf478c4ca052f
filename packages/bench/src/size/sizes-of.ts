// How many bytes files of minified code are, as they are and compressed one by one.
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface Sizes {
  readonly minifiedBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

export function sizesOf(files: readonly Uint8Array[]): Sizes {
  const sumOf = (size: (code: Uint8Array) => number) => files.reduce((sum, code) => sum + size(code), 0);
  return {
    minifiedBytes: sumOf((code) => code.length),
    gzipBytes: sumOf((code) => gzipSync(code, { level: 9 }).length),
    brotliBytes: sumOf((code) => brotliCompressSync(code).length),
  };
}

import { build } from 'esbuild';
import { brotliCompressSync } from 'node:zlib';
const conditions = (process.argv[2] ?? 'production').split(',');
const entry = process.argv[3] ?? `export { createTokenStore } from '@mdh-tokens/store'`;
const r = await build({
  stdin: { contents: entry, resolveDir: '/work/main/packages/bench/src/size' },
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  conditions,
  outdir: '/out',
  absWorkingDir: '/',
  metafile: true,
  write: false,
  logLevel: 'error',
});
for (const f of r.outputFiles) {
  const o = r.metafile.outputs[f.path.slice(1)];
  console.log(f.path, f.contents.length, 'br', brotliCompressSync(f.contents).length, o.entryPoint ?? '');
  const groups = {};
  for (const [p, { bytesInOutput: b }] of Object.entries(o.inputs)) {
    console.log(String(b).padStart(7), p.replace(/.*packages\//, '').replace(/.*node_modules\//, 'nm/'));
  }
}

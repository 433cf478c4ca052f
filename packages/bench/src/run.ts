// Runs the benchmarks and writes BENCHMARKS.md.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { bundleSizes } from './bundle-size.js';
import { hotPath } from './hot-path.js';

const isQuick = process.argv.includes('--quick');
const sizes = await bundleSizes();
const path = await hotPath(isQuick ? 9 : 31);

const text = `# Benchmarks

Made by \`npm run bench\`, which writes this file. Times are of one run on one machine: compare ratios, not nanoseconds.

${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores.

## Size

What a page loads for its supply of tokens: one esbuild bundle, minified, rxjs and mitt included.

| | minified | gzip -9 | brotli -11 |
|---|---:|---:|---:|
${sizes.map(({ name, minifiedBytes, gzipBytes, brotliBytes }) => `| ${name} | ${minifiedBytes} | ${gzipBytes} | ${brotliBytes} |`).join('\n')}

## Hot path

\`await getToken()\` with a valid token reads both clocks in every call.

| | ns | ratio |
|---|---:|---:|
| \`async () => token\` | ${path.floorNs.toFixed(0)} | 1.0 |
| \`store.getToken()\` | ${path.getTokenNs.toFixed(0)} | ${path.ratio.toFixed(1)} |
`;
await writeFile(join(import.meta.dirname, '../../../BENCHMARKS.md'), text);
console.log(text);

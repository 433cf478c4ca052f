// npm run bench [-- --quick] [PART ...]: runs the benchmarks and writes BENCHMARKS.md and its plots.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parts } from './parts.js';
import { withSection } from './report/benchmarks-file.js';
import { measuredOn } from './report/measured-on.js';
import type { Findings, Part } from './report/part.js';

const home = join(import.meta.dirname, '..');
const file = join(home, '../../BENCHMARKS.md');

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => parts.every((part) => part.name !== name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const chosen = positionals.length === 0 ? parts : parts.filter(({ name }) => positionals.includes(name));
const broken: string[] = [];
for (const part of chosen) {
  const begun = performance.now();
  const findings = await part.run({ isQuick: values.quick });
  await keep(part, findings);
  broken.push(...findings.broken.map((sentence) => `${part.name}: ${sentence}`));
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`## ${part.title} (${seconds} s)\n\n${findings.text}\n`);
}
for (const sentence of broken) console.error(sentence);
process.exitCode = broken.length === 0 ? 0 : 1;

async function keep({ title }: Part, findings: Findings): Promise<void> {
  const plots = join(home, 'plots');
  await mkdir(plots, { recursive: true });
  for (const { file: name, svg } of findings.plots ?? []) await writeFile(join(plots, name), svg);
  const section = { title, findings, measuredOn: measuredOn(new Date()) };
  const order = parts.map((part) => part.title);
  await writeFile(file, withSection(await readFile(file, 'utf8'), section, order));
}

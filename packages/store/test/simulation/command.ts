// What `simulate.mjs` runs.
import { parseArgs } from 'node:util';
import * as production from './production.js';
import { emptyCells } from './event-table.js';
import { printReport, runDays } from './run-days.js';

/** @returns the exit code */
export async function simulate(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { days: { type: 'string' }, seed: { type: 'string' } } });
  const days = wholeNumber('days', values.days ?? '200');
  const seed = wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));
  console.log(`seed ${seed}`);
  const begun = performance.now();
  try {
    const report = await runDays(production, days, seed);
    console.log(printReport(report, performance.now() - begun));
    const empty = emptyCells(report.table);
    if (empty.length > 0) console.log(`never met: ${empty.join(', ')}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return value;
}

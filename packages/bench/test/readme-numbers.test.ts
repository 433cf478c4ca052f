// The figures in the root README are those of BENCHMARKS.md.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storeBudgetBytes } from '../src/size/store-budget.js';

const root = join(import.meta.dirname, '../../..');

/** The rows of the one table under a heading, by the scenario's number and the client's name. */
async function readTable(file: string, heading: string): Promise<Map<string, Map<string, string>>> {
  const text = await readFile(join(root, file), 'utf8');
  const [section] = text.slice(text.indexOf(`## ${heading}\n`)).split(/\n## (?!#)/, 1);
  const rows = section!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cellsOf);
  const [header] = rows;
  const scenarios = rows.filter(([first]) => /^\d+[a-c]?\./.test(first!));
  return new Map(
    scenarios.map(([scenario, ...cells]) => [
      scenario!.split('.')[0]!,
      new Map(cells.map((cell, column) => [header![column + 1]!, cell])),
    ]),
  );
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

it('lost SDK calls', async () => {
  const readme = await readTable('README.md', 'Measured');
  const measured = await readTable('BENCHMARKS.md', 'Hostile scenarios');
  expect([...readme.keys()]).toEqual(['4a', '5a', '6a', '9a', '10b']);
  for (const [scenario, clients] of readme) {
    for (const [client, lost] of clients) {
      // Calls to the authenticator / interrupted calls / most at once.
      const [, interrupted] = measured.get(scenario)!.get(client)!.split(' / ');
      expect({ scenario, client, lost }).toEqual({ scenario, client, lost: /^\d+/.exec(interrupted!)![0] });
    }
  }
});

it('the size', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const kilobytes = Number(/about (\d+) kB to load/.exec(readme)![1]);
  expect(Math.round(storeBudgetBytes / 1000)).toBe(kilobytes);
});

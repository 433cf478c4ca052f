// The table of the phase run: how much luck decides.
import { markdownTable } from '../report/markdown-table.js';
import { median } from '../report/median.js';
import type { Cell } from './cell.js';
import type { Score } from './score.js';

/** @param scores by client, in the order of the rows */
export function phaseTable(scores: ReadonlyMap<string, Score>): string {
  const rows = [...scores].map(([name, { phases }]) => [
    name,
    ...[phases['4a'], phases['10a'], phases['10b']].map(spread),
    `${medianCalls(phases['4a'])} / ${medianCalls(phases['10a'])}`,
  ]);
  return markdownTable(
    ['client', 'sleep 3 h', 'clock +1 h', 'clock -1 h', 'calls after sleep / after +1 h'],
    rows,
  );
}

function spread(cells: readonly Cell[]): string {
  const counts = cells.map(({ interrupted }) => interrupted);
  return `${Math.min(...counts)} / ${median(counts)} / ${Math.max(...counts)}`;
}

const medianCalls = (cells: readonly Cell[]) =>
  median(cells.map(({ authenticatorCalls }) => authenticatorCalls));

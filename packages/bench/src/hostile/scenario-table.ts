// The table: a row a scenario, a column a client.
import { markdownTable } from '../report/markdown-table.js';
import type { Cell } from './cell.js';
import type { Score } from './score.js';
import { scenarios } from './scenarios/scenarios.js';

/** @param scores by client, in the order of the columns */
export function scenarioTable(scores: ReadonlyMap<string, Score>): string {
  const rows = scenarios.map(({ id, title }) => {
    const cells = [...scores.values()].map(({ cells: all }) => all[id] ?? null);
    const apiCalls = cells.find((cell) => cell !== null)?.apiCalls ?? 0;
    return [`${id}. ${title}`, apiCalls, ...cells.map(cellText)];
  });
  return markdownTable(['scenario', 'API calls', ...scores.keys()], rows);
}

function cellText(cell: Cell | null): string {
  if (cell === null) return 'n/a';
  const { authenticatorCalls, interrupted, sentExpired, hung, overlap } = cell;
  const kinds = [sentExpired > 0 ? `${sentExpired}x` : '', hung > 0 ? `${hung}h` : '']
    .filter(Boolean)
    .join(' ');
  return `${authenticatorCalls} / ${interrupted}${kinds === '' ? '' : ` (${kinds})`} / ${overlap}`;
}

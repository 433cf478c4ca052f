// The table: a row a scenario, a column a client.
import { markdownTable } from '../report/markdown-table.js';
import type { Cell } from './cell.js';
import type { Performance } from './performance.js';
import { scenarios } from './scenarios/scenarios.js';

/** @param performances by client, in the order of the columns */
export function scenarioTable(performances: ReadonlyMap<string, Performance>): string {
  const rows = scenarios.map(({ id, title }) => {
    const cells = [...performances.values()].map(({ cells: all }) => all[id] ?? null);
    const apiCalls = cells.find((cell) => cell !== null)?.apiCalls ?? 0;
    return [`${id}. ${title}`, apiCalls, ...cells.map(cellText)];
  });
  return markdownTable(['scenario', 'API calls', ...performances.keys()], rows);
}

function cellText(cell: Cell | null): string {
  if (cell === null) return 'n/a';
  const { authenticatorCalls, interrupted, sentExpired, hung, overlap } = cell;
  const kinds = [sentExpired > 0 ? `${sentExpired}x` : '', hung > 0 ? `${hung}h` : '']
    .filter(Boolean)
    .join(' ');
  return `${authenticatorCalls} / ${interrupted}${kinds === '' ? '' : ` (${kinds})`} / ${overlap}`;
}

// A client that draws chance is shown by the worst of several draws.
import type { Cell } from './cell.js';

/** The worst of each figure. */
export function worstCell(cells: readonly Cell[]): Cell {
  return cells.reduce((worst, cell) => ({
    apiCalls: cell.apiCalls,
    interrupted: Math.max(worst.interrupted, cell.interrupted),
    hung: Math.max(worst.hung, cell.hung),
    sentExpired: Math.max(worst.sentExpired, cell.sentExpired),
    overlap: Math.max(worst.overlap, cell.overlap),
    authenticatorCalls: Math.max(worst.authenticatorCalls, cell.authenticatorCalls),
    callsAtOnce: Math.max(worst.callsAtOnce, cell.callsAtOnce),
  }));
}

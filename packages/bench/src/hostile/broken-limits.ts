// Where our store does not keep to its limits, or another client does better.
import { limits, rightlyInterrupted } from './limits.js';
import type { Score } from './score.js';

/** @param others by name */
export function brokenLimits(ours: Score, others: ReadonlyMap<string, Score>): string[] {
  return [...overLimit(ours), ...behindOthers(ours, others), ...behindInPhases(ours, others)];
}

function overLimit({ cells, callsAlone }: Score): string[] {
  return Object.entries(limits).flatMap(([id, { asAlone, ...figures }]) => {
    const cell = cells[id]!;
    const most = asAlone === true ? { authenticatorCalls: callsAlone, ...figures } : figures;
    return (Object.keys(most) as (keyof typeof most)[])
      .filter((figure) => cell[figure] > most[figure]!)
      .map((figure) => `scenario ${id}: ${words[figure]} ${cell[figure]}, limit ${most[figure]}`);
  });
}

const words = {
  authenticatorCalls: 'authenticator calls',
  callsAtOnce: 'authenticator calls at once',
  interrupted: 'interrupted calls',
  overlap: 'authenticator calls that overlap',
} as const;

function behindOthers(ours: Score, others: ReadonlyMap<string, Score>): string[] {
  const sentences: string[] = [];
  for (const [name, other] of others) {
    for (const [id, cell] of Object.entries(ours.cells)) {
      const rival = other.cells[id];
      if (rival === null || rival === undefined || cell === null) continue;
      if (!rightlyInterrupted.has(id) && cell.interrupted > rival.interrupted) {
        sentences.push(`scenario ${id}: ${cell.interrupted} interrupted calls, ${name} ${rival.interrupted}`);
      }
      // Who makes no call has no overlap either: one at a time is as good.
      if (cell.overlap > Math.max(rival.overlap, 1)) {
        sentences.push(`scenario ${id}: ${cell.overlap} calls overlap, ${name} ${rival.overlap}`);
      }
    }
  }
  return sentences;
}

function behindInPhases(ours: Score, others: ReadonlyMap<string, Score>): string[] {
  return [...others].flatMap(([name, other]) =>
    Object.entries(ours.phases).flatMap(([event, cells]) => {
      const worst = Math.max(...cells.map(({ interrupted }) => interrupted));
      const rival = Math.max(
        ...other.phases[event as keyof typeof other.phases].map((cell) => cell.interrupted),
      );
      return worst > rival ? [`phase run ${event}: ${worst} interrupted calls, ${name} ${rival}`] : [];
    }),
  );
}

// The cost of a token from the cache, for every target.
import { inChildProcess } from '../process/in-child-process.js';
import { median } from '../report/median.js';
import type { Timing } from './time-target.js';
import { floor, targets } from './targets.js';

export interface CallCost {
  readonly target: string;
  readonly nanoseconds: number;
  readonly leastNanoseconds: number;
  readonly mostNanoseconds: number;
  /** The median of the ratios to the floor of the same round, so that the machine's speed cancels out. */
  readonly ratio: number;
}

/** One process a target and round, and the targets take turns: what the machine does meanwhile hits all of them. */
export async function callCosts(rounds: number, bursts: Omit<Timing, 'target'>): Promise<CallCost[]> {
  const results = new Map(targets.map(({ call }) => [call, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [target, figures] of results) figures.push(await timeTarget({ target, ...bursts }));
  }
  const floors = results.get(floor.call)!;
  return [...results].map(([target, figures]) => ({
    target,
    nanoseconds: median(figures),
    leastNanoseconds: Math.min(...figures),
    mostNanoseconds: Math.max(...figures),
    ratio: median(figures.map((figure, round) => figure / floors[round]!)),
  }));
}

function timeTarget(timing: Timing): Promise<number> {
  return inChildProcess(new URL('time-target.js', import.meta.url), [JSON.stringify(timing)]);
}

import { describe, expect, it } from 'vitest';
import { brokenLimits } from '../../src/hostile/broken-limits.js';
import type { Cell } from '../../src/hostile/cell.js';
import type { Score } from '../../src/hostile/score.js';
import { scenarios } from '../../src/hostile/scenarios/scenarios.js';

const clean: Cell = {
  apiCalls: 100,
  authenticatorCalls: 1,
  callsAtOnce: 1,
  interrupted: 0,
  hung: 0,
  sentExpired: 0,
  overlap: 1,
};

function scored(cells: Readonly<Record<string, Partial<Cell> | null>> = {}): Score {
  const all = scenarios.map(({ id }) => [id, cells[id] === null ? null : { ...clean, ...cells[id] }]);
  return {
    cells: Object.fromEntries(all) as Score['cells'],
    callsAlone: 14,
    phases: { '4a': [clean], '10a': [clean], '10b': [clean] },
    unhandledRejections: 0,
  };
}

const rival = (cells: Parameters<typeof scored>[0]) => new Map([['rival', scored(cells)]]);

describe('the limits', () => {
  it('are kept by a store that is as good as the others', () => {
    expect(brokenLimits(scored(), rival({}))).toEqual([]);
  });

  it('name the scenario in which the store makes too many calls', () => {
    expect(brokenLimits(scored({ '2': { authenticatorCalls: 17 } }), rival({}))).toEqual([
      'scenario 2: authenticator calls 17, limit 16',
    ]);
  });

  it('want no more calls of many tabs than of one alone', () => {
    expect(brokenLimits(scored({ '11': { authenticatorCalls: 15 } }), rival({}))).toEqual([
      'scenario 11: authenticator calls 15, limit 14',
    ]);
  });

  it('name the client that interrupts less, but not where the session is over', () => {
    const ours = scored({ '5a': { interrupted: 3 }, '7': { interrupted: 700 } });
    expect(brokenLimits(ours, rival({}))).toEqual(['scenario 5a: 3 interrupted calls, rival 0']);
  });

  it('take no call for as good as one at a time', () => {
    expect(brokenLimits(scored(), rival({ '8b': { overlap: 0 } }))).toEqual([]);
  });

  it('skip what has no meaning for the other', () => {
    expect(brokenLimits(scored({ '5c': { interrupted: 2 } }), rival({ '5c': null }))).toEqual([]);
  });
});

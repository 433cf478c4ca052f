import { describe, expect, it } from 'vitest';
import type { PageName } from '../../src/first-call/page-name.js';
import { timePairs } from '../../src/first-call/time-pairs.js';

describe('pairs of loads', () => {
  it('begin with either page in turn, and leave the warm-up out', async () => {
    const loads: string[] = [];
    const timeFirstCall = async ({ supply }: PageName) => {
      loads.push(supply === 'store' ? 'S' : '1');
      return supply === 'store' ? 1_000 + loads.length : loads.length;
    };
    const pairs = await timePairs({ timeFirstCall }, { app: 'plain', supply: 'store' }, 'first', 2);
    expect(loads.join('')).toMatch(/^(1SS1)+$/);
    expect(pairs).toEqual([
      { oneLinerMs: loads.length - 3, storeMs: 1_000 + loads.length - 2 },
      { oneLinerMs: loads.length, storeMs: 1_000 + loads.length - 1 },
    ]);
  });
});

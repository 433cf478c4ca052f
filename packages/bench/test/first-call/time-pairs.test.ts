import { describe, expect, it } from 'vitest';
import { timePairs } from '../../src/first-call/time-pairs.js';

describe('pairs of loads', () => {
  it('begin with either page in turn, and leave the warm-up out', async () => {
    const loads: string[] = [];
    const timeFirstCall = async (name: string) => {
      loads.push(name === 'store-page' ? 'S' : '1');
      return name === 'store-page' ? 1_000 + loads.length : loads.length;
    };
    const pairs = await timePairs({ timeFirstCall }, 'first', 2);
    expect(loads.join('')).toMatch(/^(1SS1)+$/);
    expect(pairs).toEqual([
      { oneLinerMs: loads.length - 3, storeMs: 1_000 + loads.length - 2 },
      { oneLinerMs: loads.length, storeMs: 1_000 + loads.length - 1 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createDraw } from '../src/chance.js';
import { bootstrapInterval } from '../src/report/bootstrap-interval.js';

/** Evenly from 0 to 100. */
const even = (count: number) => Array.from({ length: count }, (_, index) => (100 * index) / (count - 1));

describe('the interval of a median', () => {
  it('is around it, and narrower the more values there are', () => {
    const few = bootstrapInterval(even(20), createDraw(1, 0));
    const many = bootstrapInterval(even(2_000), createDraw(1, 0));
    expect(few.low).toBeLessThan(many.low);
    expect(many.low).toBeLessThan(50);
    expect(many.high).toBeGreaterThan(50);
    expect(few.high).toBeGreaterThan(many.high);
  });

  it('has no width where all values are one', () => {
    expect(bootstrapInterval([7, 7, 7], createDraw(1, 0))).toEqual({ low: 7, high: 7 });
  });
});

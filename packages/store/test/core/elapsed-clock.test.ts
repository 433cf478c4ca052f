import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapsedSince, moveAnchor, toleranceMs, type ClockAnchor } from '../../src/core/elapsed-clock.js';

const start: ClockAnchor = { wallAt: 1_000_000, monoMs: 500, elapsedMs: 0, leadMs: 0 };

function readAll(readings: readonly (readonly [wallAt: number, monoMs: number])[]): number {
  let anchor = start;
  let elapsed = 0;
  for (const [wallAt, monoMs] of readings) {
    anchor = moveAnchor(anchor, wallAt, monoMs);
    elapsed = elapsedSince(anchor, wallAt, monoMs);
  }
  return elapsed;
}

describe('the pessimistic time line', () => {
  it('never goes back, whatever the wall clock does', () => {
    const step = fc.record({
      monoMs: fc.integer({ min: 0, max: 1_000 }),
      wallMs: fc.integer({ min: -1_000, max: 1_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let anchor = start;
        let { wallAt, monoMs } = start;
        let elapsed = 0;
        for (const passed of steps) {
          wallAt += passed.wallMs;
          monoMs += passed.monoMs;
          anchor = moveAnchor(anchor, wallAt, monoMs);
          const next = elapsedSince(anchor, wallAt, monoMs);
          expect(next).toBeGreaterThanOrEqual(elapsed + passed.monoMs);
          elapsed = next;
        }
      }),
    );
  });

  it.each<[string, [number, number][], number]>([
    ['goes with both clocks', [[1_060_000, 60_500]], 60_000],
    ['counts a sleep that stops the monotonic clock', [[1_060_000, 500]], 60_000],
    ['counts by the monotonic clock when the wall clock is set back', [[400_000, 60_500]], 60_000],
    ['counts a wall clock set forward as age', [[4_600_000, 1_500]], 3_600_000],
    [
      'takes nothing back when the wall clock is set back again',
      [
        [4_600_000, 1_500],
        [1_001_500, 2_000],
      ],
      3_600_500,
    ],
    ['never goes below nothing', [[400_000, 500]], 0],
    [
      'keeps a small lead of the wall clock when that is set back',
      [
        [1_010_040, 10_500],
        [995_000, 10_600],
      ],
      10_140,
    ],
  ])('%s', (_name, readings, elapsed) => {
    expect(readAll(readings)).toBe(elapsed);
  });

  it('is never behind the true time, whatever the clocks do, unless both stand or fall', () => {
    const step = fc.record({
      trueMs: fc.integer({ min: 0, max: 100_000 }),
      wallJumpMs: fc.integer({ min: -10_000_000, max: 10_000_000 }),
      monoStops: fc.boolean(),
    });
    const smallStep = fc.record({
      trueMs: fc.integer({ min: 0, max: 2 * toleranceMs }),
      wallJumpMs: fc.integer({ min: -2 * toleranceMs, max: 2 * toleranceMs }),
      monoStops: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(step, smallStep), { maxLength: 40 }), (steps) => {
        let anchor = start;
        let { wallAt, monoMs } = start;
        let trueMs = 0;
        let excused = 0;
        for (const { trueMs: passed, wallJumpMs, monoStops } of steps) {
          trueMs += passed;
          wallAt += passed + wallJumpMs;
          if (!monoStops) monoMs += passed;
          // What a monotonic clock that stands hides in a backward step, nobody could know. A step that ends within the
          // tolerance, from one side of it to the other, can hide as much of a later stop.
          if (wallJumpMs < 0) excused += Math.min(-wallJumpMs, (monoStops ? passed : 0) + 2 * toleranceMs);
          anchor = moveAnchor(anchor, wallAt, monoMs);
          expect(elapsedSince(anchor, wallAt, monoMs)).toBeGreaterThanOrEqual(trueMs - excused);
        }
      }),
    );
  });

  it('does not run fast under readings of a coarse wall clock', () => {
    let anchor = start;
    let elapsed = 0;
    for (let ms = 0; ms < 600_000; ms += 0.7) {
      const wallAt = Math.floor(start.wallAt + ms);
      const monoMs = start.monoMs + Math.round(ms * 10) / 10;
      anchor = moveAnchor(anchor, wallAt, monoMs);
      elapsed = elapsedSince(anchor, wallAt, monoMs);
    }
    expect(elapsed).toBeGreaterThan(599_998);
    expect(elapsed).toBeLessThan(600_002);
  });
});

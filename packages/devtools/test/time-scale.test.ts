import { describe, expect, it } from 'vitest';
import { ticksAround } from '../src/plot/ticks.js';
import { timeScaleAround, toX } from '../src/plot/time-scale.js';

describe('the time scale', () => {
  it.each([
    { lifeMs: 60_000, pastMs: 150_000, why: 'two and a half lives back' },
    { lifeMs: 4_000, pastMs: 30_000, why: 'half a minute at least' },
    { lifeMs: 3_600_000, pastMs: 300_000, why: 'five minutes at most' },
    { lifeMs: 2_592_000_000, pastMs: 300_000, why: 'five minutes at most, also for 30 days' },
  ])('shows $why for lives of $lifeMs ms', ({ lifeMs, pastMs }) => {
    const scale = timeScaleAround(1_000_000, lifeMs, 700);
    expect(1_000_000 - scale.from).toBe(pastMs);
    expect(toX(scale, 1_000_000)).toBeCloseTo(490, 6);
  });

  it('maps the ends of the stretch to the ends of the width', () => {
    const scale = { from: 100, until: 300, width: 50 };
    expect([100, 200, 300, 400].map((at) => toX(scale, at))).toEqual([0, 25, 50, 75]);
  });
});

describe('the ticks', () => {
  it('stand at round distances from now, with now among them', () => {
    const now = 123_456;
    const ticks = ticksAround(timeScaleAround(now, 60_000, 1_000), now, 60);
    expect(ticks.map((tick) => tick.label)).toEqual([
      '\u22122:15',
      '\u22122:00',
      '\u22121:45',
      '\u22121:30',
      '\u22121:15',
      '\u22121:00',
      '\u221245 s',
      '\u221230 s',
      '\u221215 s',
      'now',
      '+15 s',
      '+30 s',
      '+45 s',
      '+1:00',
    ]);
  });

  it.each([220, 288, 700, 1_150])('keep their distance in a plot of %i pixels', (width) => {
    for (const lifeMs of [4_000, 20_000, 60_000, 600_000]) {
      const ticks = ticksAround(timeScaleAround(0, lifeMs, width), 0, 60);
      expect(ticks.some((tick) => tick.label === 'now')).toBe(true);
      for (const [index, tick] of ticks.entries()) {
        const next = ticks[index + 1];
        if (next !== undefined) expect(next.x - tick.x).toBeGreaterThanOrEqual(60);
        expect(tick.x).toBeGreaterThanOrEqual(20);
        expect(tick.x).toBeLessThanOrEqual(width - 20);
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffCeilingMs, backoffMs, retryAfterMs } from '../../src/core/backoff.js';
import { callGapMs, withCallStart } from '../../src/core/due.js';
import { hardAt, refreshAt } from '../../src/core/schedule.js';

const policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };
const planned = { issuedAt: 0, refreshInMs: null, spread: false, random: 0 };

describe('the refresh', () => {
  it.each<[string, number, number, number]>([
    ['an hour', 3_600, 3_300, 3_270],
    ['ten minutes: half of the life', 600, 300, 270],
    ['a minute', 60, 30, 27],
    ['thirty days', 2_592_000, 2_591_700, 2_591_670],
  ])(
    'of a life of %s is due a margin before expiry, and at most a tenth of it earlier',
    (_name, life, latest, earliest) => {
      const at = (random: number) => refreshAt(policy, { ...planned, lifeMs: life * 1000, random }) / 1000;
      expect(at(0)).toBe(latest);
      expect(at(1)).toBe(earliest);
    },
  );

  it('after a moment that a crowd shares, lies anywhere in the last nine tenths of the time to the margin', () => {
    const at = (random: number) => refreshAt(policy, { ...planned, lifeMs: 600_000, spread: true, random });
    expect(at(0)).toBe(30_000);
    expect(at(1)).toBe(300_000);
  });

  it.each<[string, number, number]>([
    ['earlier', 200, 200],
    ['later: only the server knows when its cache has a newer token', 400, 400],
    ['absurdly late: half a margin late at most', 599, 450],
    ['absurdly early: raised to a quarter of the life', 1, 150],
  ])('heeds refresh_in where it is %s', (_name, refreshIn, at) => {
    expect(refreshAt(policy, { ...planned, lifeMs: 600_000, refreshInMs: refreshIn * 1000 })).toBe(at * 1000);
  });

  it('always lies before the expiry of any life over the floor, and after the request', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 4_000, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.boolean(),
        fc.option(fc.double({ min: 1, max: 1e12, noNaN: true })),
        (lifeMs, random, spread, refreshInMs) => {
          const at = refreshAt(policy, { issuedAt: 0, lifeMs, refreshInMs, spread, random });
          expect(at).toBeGreaterThanOrEqual(2_000);
          expect(at).toBeLessThan(lifeMs);
        },
      ),
    );
  });

  it.each([
    [600_000, 595_000],
    [8_000, 6_000],
  ])('of a life of %i ms is waited for from %i ms on', (lifeMs, at) => {
    expect(hardAt(lifeMs, lifeMs)).toBe(at);
  });
});

describe('the backoff', () => {
  it('doubles from 1 s to 60 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map(backoffCeilingMs)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('is drawn from the whole range below', () => {
    expect(backoffMs(3, 0, 0)).toBe(0);
    expect(backoffMs(3, 0, 0.5)).toBe(4_000);
  });

  it('is cut to the time in which the token is still good, so that chance costs none', () => {
    expect(backoffMs(6, 20_000, 0.5)).toBe(10_000);
    expect(backoffMs(6, 90_000, 0.5)).toBe(30_000);
    expect(backoffMs(6, -1, 0.5)).toBe(30_000);
  });

  it('obeys Retry-After up to 15 minutes, and never returns earlier than told', () => {
    expect(retryAfterMs(120, 0)).toBe(120_000);
    expect(retryAfterMs(86_400, 0)).toBe(900_000);
    expect(retryAfterMs(120, 0.999)).toBeGreaterThan(130_000);
  });
});

describe('floor and budget', () => {
  const starts = (count: number, everyMs: number) => Array.from({ length: count }, (_, n) => n * everyMs);

  it.each<[string, number[], number, number]>([
    ['nothing before the first call', [], 0, 0],
    ['the floor after a call', [1_000], 1_400, 600],
    ['nothing after the floor', [1_000], 2_000, 0],
    ['the budget after thirty calls', starts(30, 1_000), 30_000, 30_000],
    ['nothing when the oldest call is a minute old', starts(30, 2_000), 60_000, 0],
  ])('hold back: %s', (_name, callStarts, monoMs, gapMs) => {
    expect(callGapMs(callStarts, monoMs)).toBe(gapMs);
  });

  it('remember as many calls as the budget counts', () => {
    let callStarts: readonly number[] = [];
    for (let n = 0; n < 100; n++) callStarts = withCallStart(callStarts, n);
    expect(callStarts).toEqual(starts(30, 1).map((n) => n + 70));
  });
});

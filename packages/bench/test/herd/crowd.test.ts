import { describe, expect, it } from 'vitest';
import { alwaysUp, downBetween, takesAtMost } from '../../src/herd/authenticator.js';
import { simulateCrowd, type Crowd } from '../../src/herd/crowd.js';
import { noJitter } from '../../src/herd/jitter.js';
import { createClient, openWithin, wakeExpired, wakeInMargin } from '../../src/herd/scenarios.js';
import { countLost, countLostOnly, loadBetween, secondsUntil, sum } from '../../src/herd/traffic.js';

const client = createClient({ lifeSeconds: 600, isAwaited: false, jitter: noJitter });
const one: Crowd = { pages: 1, seed: 1 };
const many: Crowd = { pages: 50_000, seed: 1 };

/** The seconds in which there is a call. */
const secondsOf = (requests: Uint32Array) => [...requests.keys()].filter((second) => requests[second]! > 0);

describe('a crowd', () => {
  it('of one page without jitter climbs the ladder, and comes back a margin before expiry', () => {
    const fleet = downBetween(0, 10_000);
    const { requests, grants } = simulateCrowd({ client, fleet, seconds: 700, enter: wakeExpired }, one);
    expect(secondsOf(requests)).toEqual([0, 2, 5, 10, 310, 610]);
    expect(secondsOf(grants)).toEqual([10, 310, 610]);
  });

  it('retries sooner where somebody waits', () => {
    const awaited = createClient({ lifeSeconds: 600, isAwaited: true, jitter: noJitter });
    const fleet = downBetween(0, 120_000);
    const scenario = { fleet, seconds: 140, enter: wakeExpired };
    const alone = simulateCrowd({ ...scenario, client }, one);
    const watched = simulateCrowd({ ...scenario, client: awaited }, one);
    expect(secondsOf(alone.requests)).toEqual([0, 2, 5, 10, 19, 36, 69, 130]);
    expect(secondsOf(watched.requests)).toEqual([0, 2, 5, 10, 19, 34, 49, 64, 79, 95, 110, 125]);
  });

  it('has every page in it, however it is divided', () => {
    const { requests, grants } = simulateCrowd(
      { client, fleet: alwaysUp, seconds: 20, enter: openWithin(20) },
      many,
    );
    expect(sum(requests)).toBe(50_000);
    expect(sum(grants)).toBe(50_000);
  });

  it('meets an authenticator that takes no more than it can', () => {
    const fleet = takesAtMost(5_000, 30);
    const { requests, grants } = simulateCrowd({ client, fleet, seconds: 60, enter: wakeExpired }, many);
    expect(secondsOf(requests)).toEqual([0, 30]);
    expect([requests[0], requests[30]]).toEqual([50_000, 45_000]);
    expect([grants[0], grants[30]]).toEqual([5_000, 5_000]);
  });

  it('knows who was without a token', () => {
    const scenario = { client, seconds: 700, enter: wakeInMargin(600) };
    const up = simulateCrowd({ ...scenario, fleet: alwaysUp }, many);
    const down = simulateCrowd({ ...scenario, fleet: downBetween(0, 150_000) }, many);
    const early = down.lostAt.filter((endedAt) => endedAt > 0 && endedAt < 150_000).length;
    expect(countLostOnly(down, up, 150_000)).toBe(countLost(down) - early);
    // Half of the tokens end while it is down, and some before the next try after it.
    expect(early / many.pages).toBeCloseTo(0.5, 1);
    expect(countLost(down)).toBeGreaterThan(early);
    expect(countLost(up) / many.pages).toBeLessThan(0.01);
  });

  it('is the same for the same seed, and another for another', () => {
    const opened = (seed: number) =>
      simulateCrowd({ client, fleet: alwaysUp, seconds: 20, enter: openWithin(20) }, { pages: 1_000, seed });
    expect(opened(1)).toEqual(opened(1));
    expect(opened(2).requests).not.toEqual(opened(1).requests);
  });
});

describe('traffic', () => {
  const counts = Uint32Array.of(9, 1, 3, 2, 0);

  it('has a mean and a peak between two seconds', () => {
    expect(loadBetween(counts, 1, 4)).toEqual({ mean: 2, peak: 3, peakToMean: 1.5 });
  });

  it('is done when enough has come', () => {
    expect(secondsUntil(counts, 12)).toBe(3);
    expect(secondsUntil(counts, 16)).toBeNull();
  });
});

// The table of hostile scenarios: calls to the authenticator and interrupted calls of the real SDK, in virtual time.
import { describe, expect, it, vi } from 'vitest';
import { callEveryFiveSeconds, callOnce, createWorld, type Caller, type World } from './sdk-world.js';
import { hours, minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

async function running(lifeSeconds: number): Promise<{ world: World; caller: Caller }> {
  const world = createWorld(lifeSeconds);
  void world.store.start();
  return { world, caller: callEveryFiveSeconds(world) };
}

describe('undisturbed', () => {
  it('keeps two hours of calls alive on 600 s tokens with at most 30 calls', async () => {
    const { world, caller } = await running(600);
    await pass(hours(2));
    expect(caller.interrupted).toEqual([]);
    expect(caller.made).toBeGreaterThan(1400);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(30);
    expect(world.overlap).toBe(1);
  });

  it('does not loop on lives below the SDK’s own 120 s: at most 16 calls in ten minutes of 100 s tokens', async () => {
    const { world, caller } = await running(100);
    await pass(minutes(10));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(16);
  });

  it('makes at most 26 calls in ten minutes of 60 s tokens', async () => {
    const { world, caller } = await running(60);
    await pass(minutes(10));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(26);
  });

  it('makes one call for a life of 30 days, over what a timer holds', async () => {
    const { world, caller } = await running(30 * 86_400);
    await pass(hours(1));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls).toHaveLength(1);
  });
});

describe('a sleep of three hours', () => {
  const positions = Array.from({ length: 25 }, (_, n) => Math.round((n * 593) / 24));
  it.each(positions)('interrupts nothing at %i s into the cycle', async (position) => {
    const { world, caller } = await running(600);
    await pass(hours(1) + seconds(position));
    world.sleep(hours(3));
    await pass(hours(1));
    expect(caller.interrupted).toEqual([]);
    expect(world.overlap).toBe(1);
  });

  it('brings a hundred callers at once one call', async () => {
    const { world, caller } = await running(600);
    await pass(minutes(30));
    caller.stop();
    world.sleep(hours(3));
    const before = world.authenticatorCalls.length;
    const many = Promise.all(Array.from({ length: 100 }, () => callOnce(world, caller)));
    await pass(seconds(35));
    await many;
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length - before).toBe(1);
  });
});

describe('an outage', () => {
  async function outage(lengthMs: number) {
    const { world, caller } = await running(600);
    let from = Number.POSITIVE_INFINITY;
    world.answer = (call) => {
      if (call === 2) from = world.trueNow();
      const isOut = call > 1 && world.trueNow() < from + lengthMs;
      return isOut ? { status: 503 } : { token: true };
    };
    await pass(hours(1));
    const end = from + lengthMs;
    return { world, caller, backAfterMs: world.authenticatorCalls.find((at) => at >= end)! - end };
  }

  it('of five minutes from the first refresh on interrupts nothing', async () => {
    const { caller, world } = await outage(minutes(5));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThan(80);
  });

  it('of twenty minutes interrupts at most 181 calls, and a token is back within 16 s for who waits', async () => {
    const { caller, backAfterMs } = await outage(minutes(20));
    expect(caller.interrupted.length).toBeLessThanOrEqual(181);
    expect(caller.interrupted.every((line) => line.endsWith('timeout'))).toBe(true);
    expect(backAfterMs).toBeLessThanOrEqual(seconds(16));
  });

  it('of twenty minutes ends within 61 s where nobody waits', async () => {
    const { world, caller } = await running(600);
    caller.stop();
    world.answer = (call) => (call > 1 && world.trueNow() < minutes(30) ? { status: 503 } : { token: true });
    await pass(hours(1));
    const back = world.authenticatorCalls.find((at) => at >= minutes(30))!;
    expect(back - minutes(30)).toBeLessThanOrEqual(seconds(61));
  });

  it('in the first 30 s makes calls wait, not fail', async () => {
    const { world, caller } = await running(600);
    world.answer = () => (world.trueNow() < seconds(30) ? { status: 503 } : { token: true });
    await pass(minutes(10));
    expect(caller.interrupted.length).toBeLessThanOrEqual(5);
  });
});

describe('a call that never answers', () => {
  it.each([1, 2])('as call %i interrupts nothing and costs at most 17 calls in the hour', async (hanging) => {
    const { world, caller } = await running(600);
    world.answer = (call) => (call === hanging ? { hangs: true } : { token: true });
    await pass(hours(1));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(17);
  });
});

describe('a 401 for ever', () => {
  it('signs out after one call and asks no more', async () => {
    const { world, caller } = await running(600);
    world.answer = (call) => (call === 1 ? { token: true } : { status: 401 });
    await pass(hours(1));
    expect(world.store.state.status).toBe('signed-out');
    expect(world.authenticatorCalls).toHaveLength(2);
    expect(caller.interrupted.every((line) => line.endsWith('unauthenticated'))).toBe(true);
    expect(world.sdk.token).toBeNull();
  });
});

describe('many callers', () => {
  it('at the start share one call', async () => {
    const world = createWorld(600);
    const caller: Caller = { made: 0, interrupted: [], stop: () => {} };
    void world.store.start();
    const many = Promise.all(Array.from({ length: 100 }, () => callOnce(world, caller)));
    await pass(seconds(20));
    await many;
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls).toHaveLength(1);
  });
});

describe('a wrong clock', () => {
  it.each([minutes(10), minutes(-10)])('%i ms off changes nothing', async (off) => {
    vi.setSystemTime(Date.now() + off);
    const { world, caller } = await running(600);
    await pass(hours(1));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(17);
  });

  const positions = Array.from({ length: 25 }, (_, n) => Math.round((n * 593) / 24));
  it.each(positions.flatMap((position) => [1, -1].map((sign) => [position, sign] as const)))(
    'that jumps an hour at %i s into the cycle (%i) interrupts nothing',
    async (position, sign) => {
      const { world, caller } = await running(600);
      await pass(minutes(30) + seconds(position));
      const before = world.authenticatorCalls.length;
      world.setWall(sign * hours(1));
      await pass(hours(1));
      expect(caller.interrupted).toEqual([]);
      expect(world.authenticatorCalls.length - before).toBeLessThanOrEqual(17);
    },
  );
});

describe('a page mounted twice', () => {
  it('makes as many calls as mounted once', async () => {
    const world = createWorld(600);
    void world.store.start();
    world.store.stop();
    void world.store.start();
    const caller = callEveryFiveSeconds(world);
    await pass(hours(1));
    expect(caller.interrupted).toEqual([]);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(17);
  });
});

// The SDK reckons by the wall clock alone: it is told again when that has left the store's time line, and only then.
import { describe, expect, it } from 'vitest';
import { createWorld, type World } from './sdk-world.js';
import { minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const lifeSeconds = 7200;

/** A page with a token, whose wall clock is then set, and which has had time to notice. */
async function setBackBy(ms: number): Promise<{ world: World; codes: string[]; expiresBefore: number }> {
  const world = createWorld(lifeSeconds);
  const codes: string[] = [];
  world.store.on('diagnostic', ({ code }) => codes.push(code));
  void world.store.start();
  await pass(minutes(1));
  const expiresBefore = world.sdk.tokenExpires;
  world.setWall(-ms);
  await pass(minutes(2));
  expect(world.authenticatorCalls).toHaveLength(1);
  return { world, codes, expiresBefore };
}

describe('a wall clock that is set back', () => {
  it.each([2_500, 30_000])(
    'by %i ms is told to the SDK: it reckons with the life that is left',
    async (ms) => {
      const { world, codes } = await setBackBy(ms);
      const leftMs = seconds(lifeSeconds) - (world.trueNow() - world.authenticatorCalls[0]!);
      // The time line lets the clocks part by 50 ms.
      expect(Math.abs(world.sdk.tokenExpires - Date.now() - leftMs)).toBeLessThanOrEqual(50);
      expect(codes).toEqual(['clock_jump']);
    },
  );

  it('by less than two seconds is no reason to tell it anything', async () => {
    const { world, codes, expiresBefore } = await setBackBy(1_500);
    expect(world.sdk.tokenExpires).toBe(expiresBefore);
    expect(codes).toEqual([]);
  });
});

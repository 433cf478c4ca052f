// A caller that wants more life than any token can have: it gets the best there is, and that is not the first at hand.
import { beforeEach, describe, expect, it } from 'vitest';
import { drawAlways, latestDraw } from './chance.js';
import { outcomeOf } from './outcome.js';
import { createWorld, type World } from './sdk-world.js';
import { pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();
beforeEach(() => {
  drawAlways(latestDraw);
});

const lifeSeconds = 600;
const moreThanAnyLife = { minValiditySeconds: 3600 };

/** A page whose token has so much of its life left, and is not due for a refresh. */
async function withLeft(leftSeconds: number): Promise<World> {
  const world = createWorld(lifeSeconds, { safetyMarginSeconds: 30 });
  void world.store.start();
  await pass(seconds(lifeSeconds - leftSeconds));
  expect(world.store.peek()).toBe('token-1');
  return world;
}

describe('a minimal validity that no token can have', () => {
  it('is worth a new token where the one in hand is more than half spent', async () => {
    const world = await withLeft(290);
    const asked = outcomeOf(world.store.getToken(moreThanAnyLife));
    await pass(seconds(1));
    expect(asked.is).toBe('token-2');
  });

  it('is not where the one in hand is not half spent yet', async () => {
    const world = await withLeft(310);
    const asked = outcomeOf(world.store.getToken(moreThanAnyLife));
    await pass(seconds(1));
    expect(asked.is).toBe('token-1');
    expect(world.authenticatorCalls).toHaveLength(1);
  });
});

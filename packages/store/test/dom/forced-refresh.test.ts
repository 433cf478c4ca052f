// refresh(): the app wants a call now.
import { describe, expect, it } from 'vitest';
import { drawAlways, latestDraw } from './chance.js';
import { outcomeOf } from './outcome.js';
import { createWorld } from './sdk-world.js';
import { minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

describe('refresh()', () => {
  it('in a backoff goes at once, and does not wait for the next try', async () => {
    drawAlways(latestDraw);
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(1));
    world.answer = () => ({ status: 503 });
    await pass(minutes(20));
    const { nextAttemptAt } = world.store.state as { nextAttemptAt: number };
    await pass(Math.max(0, nextAttemptAt - Date.now()) + seconds(2));
    const before = world.authenticatorCalls.length;
    world.answer = () => ({ token: true });
    const asked = outcomeOf(world.store.refresh().then(() => 'refreshed'));
    await pass(300);
    expect(world.authenticatorCalls).toHaveLength(before + 1);
    expect(asked.is).toBe('refreshed');
    expect(world.reasons.at(-1)).toBe('forced');
  });
});

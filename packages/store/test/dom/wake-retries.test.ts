// The tries that a wake earns while nobody waits: what a waiting caller pulls in is not what is looked at here.
import { beforeEach, describe, expect, it } from 'vitest';
import { drawAlways, latestDraw } from './chance.js';
import { active, type World } from './sdk-world.js';
import { hours, minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();
beforeEach(() => {
  drawAlways(latestDraw);
});

const focus = () => window.dispatchEvent(new Event('focus'));

/** So long an outage that the tries are a minute apart, and the next one is far. */
async function activeInALongOutage(): Promise<World> {
  const world = await active();
  world.answer = () => ({ unreachable: true });
  await pass(minutes(20));
  const before = world.authenticatorCalls.length;
  while (world.authenticatorCalls.length === before) await pass(seconds(1));
  await pass(seconds(5));
  expect(world.store.state.status).toBe('expired');
  return world;
}

describe('a wake in a long outage', () => {
  it('begins the backoff anew: a network that is up some seconds later is not missed for a minute', async () => {
    const world = await activeInALongOutage();
    const wokeAt = world.trueNow();
    world.answer = () => (world.trueNow() < wokeAt + seconds(4) ? { unreachable: true } : { token: true });
    focus();
    await pass(seconds(10));
    expect(world.store.state.status).toBe('active');
  });
});

describe('a call that slept through its time', () => {
  it('is given up at the wake, and another one leaves at once', async () => {
    const world = await active();
    world.answer = (call) => (call === 2 ? { hangs: true } : { token: true });
    while (world.authenticatorCalls.length < 2) await pass(seconds(1));
    // Past the floor between two calls.
    await pass(seconds(2));
    world.sleep(hours(1));
    focus();
    await pass(300);
    expect(world.authenticatorCalls).toHaveLength(3);
    expect(world.store.state.status).toBe('active');
  });
});

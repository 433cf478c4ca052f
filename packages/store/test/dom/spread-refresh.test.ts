// Where many pages get a token at one moment, their next refreshes must not be at one moment.
import { describe, expect, it } from 'vitest';
import { drawAlways, latestDraw } from './chance.js';
import { active, type World } from './sdk-world.js';
import { hours, minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const lifeSeconds = 600;
const toMarginSeconds = 300;

/** A page whose second token came as planned: nothing of the start is left in it. */
async function settled(): Promise<World> {
  const world = await active(lifeSeconds);
  await pass((toMarginSeconds / 10) * 1000);
  expect(world.reasons).toEqual(['start', 'schedule']);
  return world;
}

/** When the refresh of the token in hand is due, in seconds of its life. */
function plannedSeconds({ store }: World): number {
  const { issuedAt, refreshAt } = store.state as { issuedAt: number; refreshAt: number };
  return Math.round((refreshAt - issuedAt) / 1000);
}

async function wakeInTheMargin(): Promise<World> {
  const world = await settled();
  world.sleep(minutes(7));
  window.dispatchEvent(new Event('focus'));
  await pass(seconds(1));
  expect(world.reasons.slice(2)).toEqual(['wake']);
  return world;
}

async function askAfterASleepPastTheExpiry(): Promise<World> {
  const world = await settled();
  world.sleep(hours(1));
  void world.store.getToken();
  await pass(seconds(1));
  expect(world.reasons.slice(2)).toEqual(['demand']);
  return world;
}

async function outliveAnOutageWithAToken(): Promise<World> {
  const world = await settled();
  world.answer = (call) => (call < 5 ? { status: 503 } : { token: true });
  await pass(toMarginSeconds * 1000 + seconds(10));
  expect(world.reasons.slice(2)).toEqual(['schedule', 'retry', 'retry']);
  return world;
}

describe('the refresh', () => {
  it.each<[string, () => Promise<World>]>([
    ['a start', () => active(lifeSeconds)],
    ['a wake', wakeInTheMargin],
    ['a sleep past the expiry', askAfterASleepPastTheExpiry],
    ['an outage', outliveAnOutageWithAToken],
  ])('after %s can come as early as a tenth of the time to the margin', async (_name, live) => {
    drawAlways(0);
    expect(plannedSeconds(await live())).toBe(toMarginSeconds / 10);
  });

  it.each([
    ['earliest', latestDraw, toMarginSeconds * 0.9],
    ['latest', 0, toMarginSeconds],
  ])(
    'after another one as planned lies within a tenth of a margin before it, at the %s',
    async (_name, draw, planned) => {
      drawAlways(0);
      const world = await settled();
      drawAlways(draw);
      await pass(toMarginSeconds * 1000);
      expect(world.reasons.slice(2)).toEqual(['schedule']);
      expect(plannedSeconds(world)).toBe(planned);
    },
  );
});

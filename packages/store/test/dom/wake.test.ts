// The page's life: hidden, asleep, restored, offline, and back.
import { describe, expect, it, vi } from 'vitest';
import { expectWithinCallLimits } from './call-limits.js';
import { drawAlways, latestDraw } from './chance.js';
import { createWorld, type World } from './sdk-world.js';
import { hours, minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

async function active(lifeSeconds = 600): Promise<World> {
  const world = createWorld(lifeSeconds);
  void world.store.start();
  await pass(seconds(1));
  return world;
}

function nextTryInMs({ store }: World): number {
  return (store.state as { nextAttemptAt: number }).nextAttemptAt - Date.now();
}

const wakes: [string, () => void][] = [
  ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
  ['focus', () => window.dispatchEvent(new Event('focus'))],
  ['pageshow', () => window.dispatchEvent(new Event('pageshow'))],
  ['resume', () => document.dispatchEvent(new Event('resume'))],
  ['online', () => window.dispatchEvent(new Event('online'))],
];

describe('after a sleep past the expiry', () => {
  it.each(wakes)('%s brings a new token at once', async (_name, wake) => {
    const world = await active();
    world.sleep(hours(3));
    wake();
    await pass(300);
    expect(world.store.state.status).toBe('active');
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('all of them together cause one call', async () => {
    const world = await active();
    world.sleep(hours(3));
    for (const [, wake] of wakes) wake();
    await pass(seconds(20));
    expect(world.authenticatorCalls).toHaveLength(2);
    expect(world.reasons[1]).toMatch(/wake|demand/);
  });

  it('no event at all brings a new token within a minute', async () => {
    const world = await active();
    world.sleep(hours(3));
    await pass(minutes(1) + 300);
    expect(world.store.state.status).toBe('active');
  });

  it('an expired token is never given out, whoever asks first', async () => {
    const world = await active();
    world.sleep(hours(3));
    expect(world.store.peek()).toBeNull();
    const waiting = world.store.getToken();
    await pass(300);
    expect(await waiting).toBe('token-2');
  });

  it('retries soon while the network is not up yet', async () => {
    const world = await active();
    world.sleep(hours(3));
    const wokeAt = world.trueNow();
    world.answer = () => (world.trueNow() < wokeAt + seconds(10) ? { unreachable: true } : { token: true });
    window.dispatchEvent(new Event('focus'));
    void world.store.getToken();
    await pass(seconds(26));
    expect(world.store.state.status).toBe('active');
  });
});

describe('a wake with a good token', () => {
  it('causes nothing', async () => {
    const world = await active(3600);
    for (let n = 0; n < 50; n++) for (const [, wake] of wakes) wake();
    await pass(seconds(10));
    expect(world.authenticatorCalls).toHaveLength(1);
  });

  it('does not leave more than one timer', async () => {
    const world = await active(3600);
    const timers = vi.getTimerCount();
    for (let n = 0; n < 50; n++) for (const [, wake] of wakes) wake();
    expect(vi.getTimerCount()).toBe(timers);
    expect(world.store.state.status).toBe('active');
  });
});

describe('in an outage', () => {
  it('a wake earns one try at once, not one for each event', async () => {
    drawAlways(latestDraw);
    const world = await active(60);
    world.answer = () => ({ status: 503 });
    await pass(minutes(10));
    const before = world.authenticatorCalls.length;
    expect(world.trueNow() - world.authenticatorCalls.at(-1)!).toBeGreaterThan(seconds(1));
    expect(nextTryInMs(world)).toBeGreaterThan(seconds(1));
    for (const [, wake] of wakes) wake();
    await pass(300);
    expect(world.authenticatorCalls.length - before).toBe(1);
  });

  it('a page that is shown and hidden all the time stays inside the budget of calls', async () => {
    const world = await active(60);
    world.answer = () => ({ status: 503 });
    for (let n = 0; n < 600; n++) {
      window.dispatchEvent(new Event('focus'));
      window.dispatchEvent(new Event('online'));
      await pass(seconds(1));
    }
    expect(world.authenticatorCalls.length).toBeGreaterThan(200);
    expectWithinCallLimits(world.authenticatorCalls);
  });
});

describe('the clocks', () => {
  it('a wall clock set forward an hour ends in an early refresh', async () => {
    const world = await active();
    world.setWall(hours(1));
    const waiting = world.store.getToken();
    await pass(300);
    expect(await waiting).toBe('token-2');
  });

  it('a wall clock set back an hour does not lengthen a life', async () => {
    const world = await active();
    const codes: string[] = [];
    world.store.on('diagnostic', ({ code }) => codes.push(code));
    world.answer = () => ({ status: 503 });
    world.setWall(-hours(1));
    await pass(seconds(601));
    expect(codes).toEqual(['clock_jump']);
    expect(world.store.peek()).toBeNull();
    expect(world.store.state.status).toBe('expired');
  });

  it('a skewed server is reported, and nothing else', async () => {
    const world = createWorld(600);
    const details: unknown[] = [];
    world.store.on('diagnostic', (diagnostic) => details.push(diagnostic));
    const answer = { access_token: 'abc', expires_in: 600, token_type: 'Bearer' };
    world.answer = () => ({
      status: 200,
      headers: { date: new Date(Date.now() + minutes(61)).toUTCString() },
      body: JSON.stringify(answer),
    });
    void world.store.start();
    await pass(seconds(1));
    expect(details).toMatchObject([{ code: 'clock_skew' }]);
    expect(
      Math.abs((details[0] as { details: { seconds: number } }).details.seconds - 3660),
    ).toBeLessThanOrEqual(1);
    expect(world.store.state.status).toBe('active');
    // Right again: nothing to report.
    world.answer = () => ({
      status: 200,
      headers: { date: new Date().toUTCString() },
      body: JSON.stringify({ ...answer, access_token: 'def' }),
    });
    void world.store.refresh();
    await pass(seconds(2));
    expect(world.store.peek()).toBe('def');
    expect(details).toHaveLength(1);
  });
});

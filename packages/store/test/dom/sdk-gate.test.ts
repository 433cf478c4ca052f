// Calls of the SDK at the moments when a token that has just been good enough is not any more.
import { describe, expect, it, vi } from 'vitest';
import { outcomeOf } from './outcome.js';
import { baseUrl, createWorld, type World } from './sdk-world.js';
import { hours, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

describe('a call that waits for a token', () => {
  it('waits for the next one where the machine falls asleep before its turn comes', async () => {
    const world = createWorld(600);
    world.store.on('token', ({ generation }) => {
      if (generation === 1) world.sleep(hours(1));
    });
    const call = outcomeOf(world.sdk.getParticipantInfo());
    void world.store.start();
    await pass(seconds(3));
    expect(call.is).toMatchObject({ participantID: 'p-1' });
    expect(world.apiRequests).toHaveLength(1);
    expect(world.store.peek()).toBe('token-2');
  });
});

describe('a frame that asks for the token as a survey does', () => {
  /** Less than a survey needs, and more than anybody else. */
  async function withHundredSecondsLeft(): Promise<World> {
    const world = createWorld(600, { safetyMarginSeconds: 30 });
    void world.store.start();
    await pass(seconds(2));
    const leftMs = () => (world.store.state as { expiresAt: number }).expiresAt - Date.now();
    while (leftMs() > seconds(100)) await pass(seconds(1));
    return world;
  }

  /** The SDK's own listener throws at origins that it does not know, which a browser only reports. */
  function askFrom(origin: string): void {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    try {
      window.dispatchEvent(
        new MessageEvent('message', { data: { name: 'GetDelegatedAccessToken' }, origin }),
      );
    } catch (error) {
      expect(String(error)).toMatch(/is not allowed/);
    }
  }

  it.each([
    ['of the SDK’s base URL is worth a new token', new URL(baseUrl).origin, 1],
    ['of another origin is not', 'https://evil.example', 0],
    ['of an origin that begins alike is not', `${new URL(baseUrl).origin}.evil.example`, 0],
  ])('%s', async (_name, origin, refreshes) => {
    const world = await withHundredSecondsLeft();
    const before = world.authenticatorCalls.length;
    // As the SDK's own listener does for a survey, and an app's may do for any message.
    const answer = () => void world.sdk.getParticipantInfo();
    window.addEventListener('message', answer, { once: true, capture: true });
    askFrom(origin);
    await pass(seconds(3));
    expect(world.authenticatorCalls.length - before).toBe(refreshes);
    expect(world.apiRequests.map(({ status }) => status)).toEqual([200]);
  });
});

// A server that says "not before": obeyed to the second, whatever the page does meanwhile.
import { describe, expect, it } from 'vitest';
import { createWorld } from './sdk-world.js';
import { pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

/** @returns how long the next call waits, in seconds, while a caller waits and the page wakes every second */
async function waitedSeconds(status: number, retryAfter: string): Promise<number> {
  const world = createWorld(600);
  world.answer = (call) =>
    call === 1 ? { status, headers: { 'retry-after': retryAfter } } : { token: true };
  void world.store.start();
  void world.store.getToken().catch(() => undefined);
  for (let waited = 0; waited < 1000 && world.authenticatorCalls.length < 2; waited++) {
    await pass(seconds(1));
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('online'));
  }
  return (world.authenticatorCalls[1]! - world.authenticatorCalls[0]!) / 1000;
}

describe.each([429, 503])('Retry-After with %i', (status) => {
  it.each<[string, () => string, number, number]>([
    ['seconds', () => '120', 120, 133],
    ['an HTTP date', () => new Date(Date.now() + seconds(120)).toUTCString(), 119, 133],
    ['more than 15 minutes', () => '86400', 900, 991],
    ['0', () => '0', 0, 3],
    ['garbage', () => 'soon', 0, 3],
  ])('as %s is obeyed', async (_name, retryAfter, atLeast, atMost) => {
    const waited = await waitedSeconds(status, retryAfter());
    expect(waited).toBeGreaterThanOrEqual(atLeast);
    expect(waited).toBeLessThanOrEqual(atMost);
  });
});

describe('Retry-After with another failure', () => {
  it.each([500, 502, 504])('(%i) is none of the contract, and the backoff goes on', async (status) => {
    expect(await waitedSeconds(status, '120')).toBeLessThan(20);
  });
});

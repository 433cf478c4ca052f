// The README's first page, run.
import { flushSync, mount, unmount } from 'svelte';
import { expect, it, onTestFinished, vi } from 'vitest';
import { serveTokenWorld, useVirtualTime } from '../../../react/test/token-world.js';
import App from '../readme/App.svelte';

useVirtualTime();

it('the page greets the participant over a refresh, and asks for a sign-in when the session has ended', async () => {
  const world = serveTokenWorld();
  const target = document.createElement('div');
  const page = mount(App, { target });
  onTestFinished(() => unmount(page));
  const textAfter = async (ms: number): Promise<string> => {
    await vi.advanceTimersByTimeAsync(ms);
    flushSync();
    return (target.textContent ?? '').trim();
  };
  expect(await textAfter(0)).toBe('One moment …');
  expect(await textAfter(700_000)).toBe('Hello ada');
  expect(world.calls).toBeGreaterThan(1);
  world.status = 401;
  expect(await textAfter(700_000)).toBe('Sign in');
});

// The README's first page, run as an application with zone.js.
import { expect, it, onTestFinished, vi } from 'vitest';
import { serveTokenWorld, useVirtualTime } from '../../../react/test/token-world.js';

useVirtualTime();

const pass = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));

it('the page greets the participant over a refresh, and asks for a sign-in when the session has ended', async () => {
  const world = serveTokenWorld();
  const page = document.createElement('app-root');
  document.body.append(page);
  onTestFinished(() => page.remove());
  await import('zone.js');
  await import('../readme/main.js');
  await pass(50);
  expect(page.textContent?.trim()).toBe('One moment …');
  await pass(700_000);
  expect(page.textContent?.trim()).toBe('Hello ada');
  expect(world.calls).toBeGreaterThan(1);
  world.status = 401;
  await pass(700_000);
  expect(page.textContent?.trim()).toBe('Sign in');
});

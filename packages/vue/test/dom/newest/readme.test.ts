// The README's first page, run.
import { expect, it, onTestFinished, vi } from 'vitest';
import { serveTokenWorld, useVirtualTime } from '../../../../react/test/token-world.js';
import { pass } from '../mount.js';

useVirtualTime();

it('the page greets the participant over a refresh, and goes to the sign-in when the session has ended', async () => {
  const world = serveTokenWorld();
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
  const page = document.createElement('div');
  page.id = 'app';
  document.body.append(page);
  onTestFinished(() => page.remove());
  await import('../../readme/main.js');
  expect(page.textContent).toBe('One moment …');
  await pass(700_000);
  expect(page.textContent).toBe('Hello ada');
  expect(world.calls).toBeGreaterThan(1);
  world.status = 401;
  await pass(700_000);
  expect(page.textContent).toBe('Sign in');
  expect(assign.mock.calls).toEqual([['/sign-in']]);
});

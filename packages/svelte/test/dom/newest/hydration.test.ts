// A page takes over what a server has rendered.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hydrate, unmount } from 'svelte';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTokenWorld, useVirtualTime } from '../../../../react/test/token-world.js';
import Page from '../Page.svelte';

useVirtualTime();

it('hydration with a store that is active already shows the page', async () => {
  const complain = vi.spyOn(console, 'warn');
  const world = createTokenWorld();
  const { store, sdk } = world;
  void store.start();
  await vi.advanceTimersByTimeAsync(1_000);
  const target = document.createElement('div');
  target.innerHTML = await readFile(join(import.meta.dirname, 'page-of-server.txt'), 'utf8');
  const call = async (): Promise<string> => (await sdk.getParticipantInfo()).demographics.firstName;
  const page = hydrate(Page, { target, props: { store, call, seen: [] } });
  onTestFinished(() => unmount(page));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(target.textContent?.replaceAll(/\s+/g, ' ').trim()).toBe('active open ada');
  expect([complain.mock.calls, world.calls]).toEqual([[], 1]);
});

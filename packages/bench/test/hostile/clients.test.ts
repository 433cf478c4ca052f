// The store in scenarios that are quick to play, beside a client that does worse.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { naiveTimer } from '../../src/clients/naive-timer.js';
import { store } from '../../src/clients/store.js';
import { playNamed } from './play.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the store', () => {
  it.each(['2', '8b', '10b'])('interrupts nothing in scenario %s, one call at a time', async (id) => {
    const cell = await playNamed(id, store);
    expect(cell).toMatchObject({ interrupted: 0, sentExpired: 0, overlap: 1 });
  });

  it('does the same each time that its chance is the same', async () => {
    expect(await playNamed('2', store)).toEqual(await playNamed('2', store));
  });
});

describe('the timer by hand', () => {
  it('goes dark after a sleep', async () => {
    // The SDK says each refusal.
    vi.spyOn(console, 'log').mockReturnValue();
    expect((await playNamed('4a', naiveTimer)).interrupted).toBe(49);
  });
});

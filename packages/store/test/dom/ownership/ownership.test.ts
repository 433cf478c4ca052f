import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { useVirtualTime } from '../virtual-page.js';
import { story } from './acts.js';
import { OwnershipWorld } from './ownership-world.js';

useVirtualTime();

it('three stores and two SDKs in any order: a token is only where it belongs, and nothing is left behind', async () => {
  // The SDK says what it refuses.
  vi.spyOn(console, 'log').mockReturnValue();
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const world = new OwnershipWorld(told);
      await world.play();
      vi.clearAllTimers();
      expect(world.problems).toEqual([]);
    }),
    { seed: 20_261_130, numRuns: 600 },
  );
}, 60_000);

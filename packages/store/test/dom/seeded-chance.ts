// Every test draws the same jitter each time: what fails once fails again. The simulations are where chance is varied.
import { beforeEach, vi } from 'vitest';

const seed = 20_261_124;

beforeEach(() => {
  let state = seed;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    // Park and Miller's generator.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
});

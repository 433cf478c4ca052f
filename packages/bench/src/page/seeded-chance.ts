// Chance that draws the same each time, so that a run can be repeated.

/** Park and Miller's generator. @returns uniform in (0, 1) */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

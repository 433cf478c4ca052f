// Chance that a seed repeats.

/** Draws a number in [0, 1). */
export type Draw = () => number;

/** mulberry32: fast, and even enough for latencies and jitter. */
export function createDraw(seed: number): Draw {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function between(draw: Draw, least: number, most: number): number {
  return least + (most - least) * draw();
}

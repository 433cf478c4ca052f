// Chance that a seed repeats.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

/** Draws a number in [0, 1). */
export type Draw = () => number;

/** @param stream streams of one seed do not move each other */
export function createDraw(seed: number, stream: number): Draw {
  const generator = xoroshiro128plus((Math.imul(seed, 0x9e3779b1) + stream) | 0);
  // Seeds differ in 32 bits of its 128: the first numbers of two streams are too much alike.
  skipN(generator, 32);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

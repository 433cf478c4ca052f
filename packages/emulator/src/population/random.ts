// Random choices that are the same for the same seed on every machine.
import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

/** A stream of choices. */
export interface Random {
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of them. @throws {RangeError} when there is none */
  pick<T>(list: readonly T[]): T;
  /** All of them, in another order. */
  shuffle<T>(list: readonly T[]): T[];
  /** Around `mean`, most often within one `spread` of it, rounded. */
  around(mean: number, spread: number): number;
}

/** The stream that belongs to `topic`: streams of different topics do not move each other. */
export function createRandom(topic: string): Random {
  const generator = xoroshiro128plus(createHash('sha256').update(topic).digest().readInt32LE(0));
  // Seeds differ in 32 bits of its 128: the first numbers of two streams are too much alike.
  skipN(generator, 32);
  const fraction = (): number => uniformFloat64(generator);
  return {
    int: (least, most) => uniformInt(generator, least, most),
    chance: (probability) => fraction() < probability,
    pick(list) {
      const [picked] = list.slice(uniformInt(generator, 0, Math.max(0, list.length - 1)));
      if (picked === undefined) throw new RangeError('cannot pick from an empty list');
      return picked;
    },
    shuffle(list) {
      const left = [...list];
      return list.flatMap(() => left.splice(uniformInt(generator, 0, left.length - 1), 1));
    },
    // Three dice come close enough to a bell.
    around: (mean, spread) => Math.round(mean + (fraction() + fraction() + fraction() - 1.5) * 2 * spread),
  };
}

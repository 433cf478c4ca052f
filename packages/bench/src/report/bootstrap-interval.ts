// How far a median may be off, by drawing samples from the sample.
import type { Draw } from '../chance.js';
import { median } from './median.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const resamples = 2_000;

/** The 95 % interval of the median. */
export function bootstrapInterval(values: readonly number[], draw: Draw): Interval {
  const medians = Array.from({ length: resamples }, () =>
    median(values.map(() => values[Math.floor(draw() * values.length)]!)),
  ).toSorted((one, other) => one - other);
  return { low: medians[resamples * 0.025]!, high: medians[resamples * 0.975]! };
}

// What can be pointed at in a plot, by pointer or arrow keys.
import type { PlotLayout } from './plot-layout.js';

/** The ids of the entries in view that can be pointed at, in the order in which they happened. */
export function stopsOf({ bars, marks }: PlotLayout): number[] {
  const stops = [...bars, ...marks].map(({ id }) => id);
  stops.sort((one, other) => one - other);
  return stops;
}

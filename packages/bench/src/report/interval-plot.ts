// A picture of figures by name with their 95 % intervals, around zero.
import type { TopLevelSpec } from 'vega-lite';

export interface Interval {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What its colour stands for. */
  readonly kind: string;
}

export interface IntervalPlot {
  readonly title: string;
  /** What is shown, and its unit. */
  readonly axis: string;
  /** In their order, from above. */
  readonly intervals: readonly Interval[];
}

export function intervalPlot({ title, axis, intervals }: IntervalPlot): TopLevelSpec {
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    axis: { title: null, labelLimit: 0, domain: false, ticks: false },
  } as const;
  const yOffset = { field: 'kind', type: 'nominal', sort: null } as const;
  const color = {
    field: 'kind',
    type: 'nominal',
    sort: null,
    scale: { range: ['#94a3b8', '#c2410c'] },
    legend: { title: null, orient: 'bottom' },
  } as const;
  return {
    title: { text: title, anchor: 'start' },
    data: { values: [...intervals] },
    width: 520,
    height: { step: 16 },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          y,
          yOffset,
          color,
          x: { field: 'low', type: 'quantitative', axis: { title: axis, grid: false } },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 50, opacity: 1 },
        encoding: { y, yOffset, color, x: { field: 'value', type: 'quantitative' } },
      },
      { mark: { type: 'rule', strokeDash: [4, 4] }, encoding: { x: { datum: 0 } } },
    ],
    config: { view: { stroke: null } },
  };
}

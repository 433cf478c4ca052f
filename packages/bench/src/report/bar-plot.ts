// A picture of one figure by name, ours marked.
import type { TopLevelSpec } from 'vega-lite';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly isOurs: boolean;
}

export interface BarPlot {
  readonly title: string;
  /** What is shown, and its unit. */
  readonly axis: string;
  readonly scale: 'linear' | 'log';
  /** In their order, from above. */
  readonly bars: readonly Bar[];
}

export function barPlot({ title, axis, scale, bars }: BarPlot): TopLevelSpec {
  return {
    title: { text: title, anchor: 'start' },
    data: { values: [...bars] },
    width: 520,
    height: { step: 22 },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        axis: { title: null, labelLimit: 0, domain: false, ticks: false },
      },
      x: { field: 'value', type: 'quantitative', scale: { type: scale }, axis: { title: axis, grid: false } },
    },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          ...(scale === 'log' ? { x2: { datum: 1 } } : {}),
          color: { condition: { test: 'datum.isOurs', value: '#c2410c' }, value: '#94a3b8' },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 10 },
        encoding: { text: { field: 'value', type: 'quantitative', format: ',.0f' } },
      },
    ],
    config: { view: { stroke: null } },
  };
}

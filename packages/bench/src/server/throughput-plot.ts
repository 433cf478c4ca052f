// Requests per second as bars: one chart for each identity server.
import type { TopLevelSpec } from 'vega-lite';
import type { Throughput } from './measure/throughput.js';

export interface ThroughputChart {
  /** Says how long the identity server takes. */
  readonly title: string;
  readonly throughput: readonly Throughput[];
}

export function throughputPlot(charts: readonly ThroughputChart[]): TopLevelSpec {
  return {
    description: 'Requests per second of each handler, and the ratio to the bare undici handler',
    hconcat: charts.map(toChart),
  };
}

type Chart = Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number];

function toChart({ title, throughput }: ThroughputChart): Chart {
  const values = throughput.map(({ name, requestsPerSecond, ratio }) => ({
    handler: name,
    requestsPerSecond,
    label: `${Math.round(requestsPerSecond)} (${ratio.toFixed(2)})`,
  }));
  // Room for the label of the longest bar.
  const end = 1.4 * Math.max(...values.map(({ requestsPerSecond }) => requestsPerSecond));
  return {
    title,
    data: { values },
    width: 320,
    height: { step: 28 },
    encoding: {
      y: { field: 'handler', title: null, sort: null },
      x: {
        field: 'requestsPerSecond',
        type: 'quantitative',
        title: 'requests per second (ratio to bare undici)',
        scale: { domain: [0, end], nice: false },
      },
    },
    layer: [
      {
        mark: 'bar',
        encoding: {
          color: {
            condition: { test: "indexof(datum.handler, 'cache') === 0", value: '#1b6ac9' },
            value: '#9aa5b1',
          },
        },
      },
      { mark: { type: 'text', align: 'left', dx: 4 }, encoding: { text: { field: 'label' } } },
    ],
  };
}

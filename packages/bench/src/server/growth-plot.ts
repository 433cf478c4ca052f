// The price of a request, and the heap, over the number of participants.
import type { TopLevelSpec } from 'vega-lite';
import type { Growth } from './measure/growth.js';

export function growthPlot(growth: readonly Growth[]): TopLevelSpec {
  const values = growth.map(({ participants, cpuMicroseconds, heapBytes }) => ({
    participants,
    cpuMicroseconds,
    heapMegabytes: heapBytes / 1e6,
  }));
  const curve = (field: 'cpuMicroseconds' | 'heapMegabytes', title: string) =>
    ({
      width: 300,
      height: 180,
      mark: { type: 'line', point: true, color: '#1b6ac9' },
      encoding: {
        x: {
          field: 'participants',
          type: 'quantitative',
          scale: { type: 'log' },
          axis: { values: growth.map(({ participants }) => participants), format: ',' },
          title: 'participants',
        },
        y: { field, type: 'quantitative', title, scale: { zero: true } },
      },
    }) as const;
  return {
    description: 'CPU time a request, and heap, over the number of participants',
    data: { values },
    hconcat: [
      curve('cpuMicroseconds', 'CPU a request (µs)'),
      curve('heapMegabytes', 'heap after a collection (MB)'),
    ],
  };
}

// The picture: interrupted calls by scenario and client.
import type { TopLevelSpec } from 'vega-lite';
import type { Performance } from './performance.js';
import { scenarios } from './scenarios/scenarios.js';

/** @param performances by client, in the order of the columns */
export function heatMap(performances: ReadonlyMap<string, Performance>): TopLevelSpec {
  const values = scenarios.flatMap(({ id, title }) =>
    [...performances].flatMap(([client, { cells }]) => {
      const cell = cells[id];
      return cell === null || cell === undefined
        ? []
        : [{ scenario: `${id}. ${title}`, client, interrupted: cell.interrupted }];
    }),
  );
  const rows = scenarios.map(({ id, title }) => `${id}. ${title}`);
  return {
    title: { text: 'Interrupted API calls', anchor: 'start' },
    data: { values },
    width: { step: 62 },
    height: { step: 20 },
    encoding: {
      x: {
        field: 'client',
        type: 'nominal',
        sort: [...performances.keys()],
        axis: { orient: 'top', title: null, labelAngle: 0, domain: false, ticks: false },
      },
      y: {
        field: 'scenario',
        type: 'nominal',
        sort: rows,
        axis: { title: null, labelLimit: 480, domain: false, ticks: false },
      },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: 'white' },
        encoding: {
          color: {
            field: 'interrupted',
            type: 'quantitative',
            scale: { type: 'symlog', scheme: 'orangered' },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 10 },
        encoding: {
          text: { field: 'interrupted', type: 'quantitative' },
          color: {
            condition: { test: 'datum.interrupted > 40', value: 'white' },
            value: '#333',
          },
        },
      },
    ],
    config: { view: { stroke: null } },
  };
}

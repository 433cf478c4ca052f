// The picture: interrupted calls by scenario and client.
import type { TopLevelSpec } from 'vega-lite';
import type { Score } from './score.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/scenarios.js';

const notMeaningful = 'n/a';

/** @param scores by client, in the order of the columns, ours first */
export function heatMap(scores: ReadonlyMap<string, Score>): TopLevelSpec {
  const names = [...scores.keys()];
  const rows = scenarios.map(rowOf);
  return {
    title: { text: 'Interrupted API calls', anchor: 'start' },
    data: { values: scenarios.flatMap((scenario) => tiles(scenario, scores)) },
    width: { step: 66 },
    height: { step: 20 },
    encoding: {
      x: { field: 'client', type: 'nominal', sort: names, axis: clientAxis(names[0]!) },
      y: { field: 'row', type: 'nominal', sort: rows, axis: { ...bareAxis, labelLimit: 0 } },
    },
    layer: [
      { mark: { type: 'rect', stroke: 'white' }, encoding: { color: heat } },
      { mark: { type: 'text', fontSize: 10, color: ink }, encoding: { text: { field: 'text' } } },
    ],
    config: { view: { stroke: null } },
  };
}

const rowOf = ({ id, title }: Scenario) => `${id}. ${title}`;

function tiles(scenario: Scenario, scores: ReadonlyMap<string, Score>) {
  return [...scores].map(([client, { cells }]) => {
    const interrupted = cells[scenario.id]?.interrupted ?? null;
    return { row: rowOf(scenario), client, interrupted, text: String(interrupted ?? notMeaningful) };
  });
}

const bareAxis = { title: null, domain: false, ticks: false } as const;

function clientAxis(ours: string) {
  const weight = {
    condition: { test: `datum.value === '${ours}'`, value: 'bold' },
    value: 'normal',
  } as const;
  return { ...bareAxis, orient: 'top', labelAngle: 0, labelFontWeight: weight } as const;
}

/** One interrupted call is already far from none. */
const heat = {
  field: 'interrupted',
  type: 'quantitative',
  scale: { type: 'symlog', domain: [0, 1, 100, 3000], range: ['#f1f5f9', '#fed7aa', '#f97316', '#7f1d1d'] },
  legend: null,
} as const;

const ink = {
  expr: "datum.interrupted > 100 ? 'white' : datum.interrupted > 0 ? '#1e293b' : '#94a3b8'",
} as const;

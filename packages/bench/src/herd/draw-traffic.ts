// Requests a second over time, one line a client, and the time of an outage behind them.
import { drawPlot } from '../report/draw-plot.js';
import type { Plot } from '../report/part.js';
import type { Traffic } from './traffic.js';

export interface TrafficPlot {
  /** The file's name. */
  readonly file: string;
  /** Its lines. */
  readonly title: string[];
  /** The first is drawn over the others. */
  readonly lines: readonly { readonly client: string; readonly traffic: Traffic }[];
  /** Each point is the peak of so many seconds. */
  readonly secondsPerPoint: number;
  /** Where the plot begins; by default with the crowd. */
  readonly fromSecond?: number;
  readonly outage?: { readonly fromSecond: number; readonly toSecond: number };
}

const powersOfTen = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

export async function drawTraffic(plot: TrafficPlot): Promise<Plot> {
  const { file, title, lines, secondsPerPoint, outage } = plot;
  const svg = await drawPlot({
    title,
    width: 640,
    height: 260,
    layer: [
      {
        data: { values: outage === undefined ? [] : [outage] },
        transform: [
          { calculate: 'datum.fromSecond / 60', as: 'minute' },
          { calculate: 'datum.toSecond / 60', as: 'end' },
        ],
        mark: { type: 'rect', color: '#eee' },
        encoding: { x: { field: 'minute', type: 'quantitative' }, x2: { field: 'end' } },
      },
      {
        data: { values: lines.toReversed().flatMap((line) => points(line, plot)) },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
        encoding: {
          x: { field: 'minute', type: 'quantitative', title: 'minutes', scale: { nice: false, zero: false } },
          y: {
            field: 'peak',
            type: 'quantitative',
            title: `requests a second, peak of ${secondsPerPoint} s`,
            scale: { type: 'symlog', domain: [0, 1_000_000] },
            axis: { values: powersOfTen, format: ',d' },
          },
          color: {
            field: 'client',
            type: 'nominal',
            sort: lines.map(({ client }) => client),
            legend: { title: null, labelLimit: 0, orient: 'top' },
          },
        },
      },
    ],
  });
  return { file, svg };
}

function points(
  { client, traffic: { requests } }: TrafficPlot['lines'][number],
  { secondsPerPoint, fromSecond = 0 }: TrafficPlot,
): { client: string; minute: number; peak: number }[] {
  const count = Math.floor((requests.length - fromSecond) / secondsPerPoint);
  return Array.from({ length: count }, (_, point) => {
    const second = fromSecond + point * secondsPerPoint;
    const peak = Math.max(...requests.subarray(second, second + secondsPerPoint));
    return { client, minute: second / 60, peak };
  });
}

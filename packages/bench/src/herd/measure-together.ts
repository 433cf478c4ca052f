// Pages that open or wake together, and an authenticator that answers them all: how long the crowd stays one.
import { markdownTable } from '../report/markdown-table.js';
import type { Findings, Plot } from '../report/part.js';
import { alwaysUp } from './authenticator.js';
import { simulateCrowd, type Crowd } from './crowd.js';
import { drawTraffic } from './draw-traffic.js';
import { fullJitter, noJitter, tenthOfMargin, type Jitter } from './jitter.js';
import { createClient, openWithin, secondsInUse, wakeExpired, wakeInMargin } from './scenarios.js';
import { countLost, countLostOnly, loadBetween, type Load, type Traffic } from './traffic.js';

/** From the third life on. */
const mostPeakToMean = 1.5;

const moments = [
  { name: 'open within 5 minutes', entrance: () => openWithin(300) },
  { name: 'open within 1 s', entrance: () => openWithin(1) },
  { name: 'wake at 09:00:00, expired', entrance: () => wakeExpired },
  { name: 'wake at 09:00:00, in the margin', entrance: wakeInMargin },
] as const;

/** What each client makes of a moment. */
interface Aftermath {
  readonly name: string;
  readonly lifeSeconds: number;
  readonly store: Traffic;
  readonly tenthOfMargin: Traffic;
  readonly noJitter: Traffic;
}

/** @param lives how many lives of a token are watched */
export async function measureTogether(crowd: Crowd, lives: number): Promise<Findings> {
  const aftermaths = [3600, 600].flatMap((lifeSeconds) =>
    moments.map((moment) => watch(crowd, moment, lifeSeconds, lives)),
  );
  const header = ['', 'client', 'mean', 'peak', ...numbers(lives).map((life) => `life ${life}`), 'lost'];
  const [opened, , woken] = aftermaths;
  return {
    text: `### Open or wake together

Every call is answered. For each life of a token in use, which is its life without the margin: the peak divided by the
mean. The first life holds the moment itself, which is the users' doing. Lost: pages whose token ended before the next
one came; who wakes with less life than an answer takes cannot keep it.

${markdownTable(header, aftermaths.flatMap(rows))}`,
    plots: [await plot(opened!, 'herd-open.svg'), await plot(woken!, 'herd-wake.svg')],
    broken: aftermaths.flatMap(limitsBroken),
  };
}

function watch(
  crowd: Crowd,
  moment: (typeof moments)[number],
  lifeSeconds: number,
  lives: number,
): Aftermath {
  const seconds = secondsInUse(lifeSeconds) * lives;
  const enter = moment.entrance(lifeSeconds);
  const by = (jitter: Jitter): Traffic => {
    const client = createClient({ lifeSeconds, isAwaited: false, jitter });
    return simulateCrowd({ client, fleet: alwaysUp, seconds, enter }, crowd);
  };
  return {
    name: `${moment.name}, life ${lifeSeconds} s`,
    lifeSeconds,
    store: by(fullJitter),
    tenthOfMargin: by(tenthOfMargin),
    noJitter: by(noJitter),
  };
}

function rows(aftermath: Aftermath): string[][] {
  const row = (name: string, client: string, traffic: Traffic): string[] => {
    const { mean, peak } = loadBetween(traffic.requests, 0, traffic.requests.length);
    const ratios = loads(aftermath, traffic).map(({ peakToMean }) =>
      peakToMean.toFixed(peakToMean < 100 ? 2 : 0),
    );
    return [name, client, mean.toFixed(0), String(peak), ...ratios, String(countLost(traffic))];
  };
  return [
    row(aftermath.name, 'store', aftermath.store),
    row('', 'a tenth of the margin', aftermath.tenthOfMargin),
    row('', 'no jitter', aftermath.noJitter),
  ];
}

/** One for each life in use. */
function loads({ lifeSeconds }: Aftermath, { requests }: Traffic): Load[] {
  const each = secondsInUse(lifeSeconds);
  return numbers(requests.length / each).map((life) => loadBetween(requests, (life - 1) * each, life * each));
}

function limitsBroken(aftermath: Aftermath): string[] {
  const { name, store } = aftermath;
  const later = loads(aftermath, store).slice(2);
  const worst = Math.max(...later.map(({ peakToMean }) => peakToMean));
  const lost = countLostOnly(store, aftermath.noJitter, 0);
  const sentences: string[] = [];
  if (worst > mostPeakToMean) {
    sentences.push(`${name}: from the third life on the peak is up to ${worst.toFixed(2)} times the mean`);
  }
  if (lost > 0)
    sentences.push(`${name}: ${lost} pages lose a token that they would have kept without jitter`);
  return sentences;
}

function plot({ name, store, tenthOfMargin: tenth, noJitter: none }: Aftermath, file: string): Promise<Plot> {
  return drawTraffic({
    file,
    title: ['A million pages', name],
    secondsPerPoint: 60,
    lines: [
      { client: 'store', traffic: store },
      { client: 'a tenth of the margin', traffic: tenth },
      { client: 'no jitter', traffic: none },
    ],
  });
}

/** 1 to `last`. */
function numbers(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

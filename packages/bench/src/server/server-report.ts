// The section of the server's figures, as Markdown.
import { markdownTable } from '../report/markdown-table.js';
import type { ColdStart } from './measure/cold-start.js';
import type { Growth } from './measure/growth.js';
import { connections } from './measure/measure-run.js';
import type { Throughput, ThroughputPlan } from './measure/throughput.js';
import { heapGrowth } from './server-limits.js';
import { soakConnections, type Soak } from './soak/soak.js';

/** All that was measured. */
export interface ServerFigures {
  readonly atOnce: readonly Throughput[];
  readonly delayed: readonly Throughput[];
  readonly coldStarts: readonly ColdStart[];
  readonly growth: readonly Growth[];
  readonly soak: Soak;
}

/** How the two tables of throughput came about. */
export interface ServerSetting {
  readonly atOnce: ThroughputPlan;
  readonly delayed: ThroughputPlan;
}

export function serverReport(figures: ServerFigures, { atOnce, delayed }: ServerSetting): string {
  return `The authenticator with every default protection, its participant cache off and on, against handlers that have nothing
but their upstream calls: one with undici, one with Node's own \`fetch\`, and a naive one that signs an assertion,
fetches a service token with it and then a participant token, for each request. The rate limit counts, but is out of
reach of this load. autocannon sends 50 connections' POSTs over loopback; load, handler and identity server are
processes of their own on the same cores. All handlers run at once and take turns. Medians of the rounds, and ratios to
the bare undici handler of the same round.

### The identity server answers at once

Rounds: ${atOnce.rounds}, ${atOnce.seconds} s a handler.

${throughputTable(figures.atOnce)}

### The identity server answers after ${delayed.delayMs} ms

Rounds: ${delayed.rounds}, ${delayed.seconds} s a handler.

${throughputTable(figures.delayed)}

### Cold start

${connections} connections at once meet a handler that has just started, and an identity server that takes 50 ms.

${coldStartTable(figures.coldStarts)}

### Participants

The cache is on, and every participant has been there before.

${growthTable(figures.growth)}

### Soak

${soakText(figures.soak)}`;
}

function throughputTable(rows: readonly Throughput[]): string {
  return markdownTable(
    [
      'handler',
      'requests/s',
      'ratio',
      'p50 ms',
      'p99 ms',
      'CPU µs/request',
      'CPU ratio',
      'upstream calls/request',
    ],
    rows.map((row) => [
      row.name,
      row.requestsPerSecond.toFixed(0),
      `${row.ratio.toFixed(2)} (${row.lowestRatio.toFixed(2)} to ${row.highestRatio.toFixed(2)})`,
      row.p50Ms.toFixed(0),
      row.p99Ms.toFixed(0),
      row.cpuMicroseconds.toFixed(0),
      row.cpuRatio.toFixed(2),
      row.upstreamCalls.toFixed(3),
    ]),
  );
}

function coldStartTable(rows: readonly ColdStart[]): string {
  return markdownTable(
    ['handler', 'service-token calls', 'participant-token calls'],
    rows.map(({ name, service, participant }) => [name, service, participant]),
  );
}

function growthTable(rows: readonly Growth[]): string {
  return markdownTable(
    ['participants', 'requests/s', 'p99 ms', 'CPU µs/request', 'heap after a collection MB'],
    rows.map((row) => [
      row.participants,
      row.requestsPerSecond.toFixed(0),
      row.p99Ms.toFixed(0),
      row.cpuMicroseconds.toFixed(0),
      megabytes(row.heapBytes),
    ]),
  );
}

function soakText(soak: Soak): string {
  return `${soakConnections} connections for ${soak.seconds} s, without the participant cache, while the identity server is taken
away and put back twice. ${soak.unhandledRejections} unhandled rejections. Heap after a collection: ${megabytes(soak.halfHeapBytes)} MB half-way,
${megabytes(soak.endHeapBytes)} MB at the end (${(heapGrowth(soak) * 100).toFixed(1)} %).

${markdownTable(
  ['answer', 'times', 'of the contract'],
  [...tallyRows(soak.inContract, 'yes'), ...tallyRows(soak.outsideContract, 'no')],
)}`;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function tallyRows(tally: Readonly<Record<string, number>>, ofContract: string): (string | number)[][] {
  return Object.entries(tally).map(([kind, count]) => [kind, count, ofContract]);
}

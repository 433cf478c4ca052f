// The section of BENCHMARKS.md.
import { markdownTable } from '../report/markdown-table.js';
import type { CallCost } from './call-costs.js';
import type { RefreshCosts } from './refresh-costs.js';
import type { StoreMemory } from './store-memory.js';

export interface HotPath {
  readonly calls: readonly CallCost[];
  readonly refreshes: number;
  readonly refresh: RefreshCosts;
  readonly memory: StoreMemory;
}

export function hotPathReport({ calls, refreshes, refresh, memory }: HotPath): string {
  const [early, late] = refresh.heapBytes.map((bytes) => (bytes / 1024).toFixed(0));
  return `A token from the cache, awaited, as an app asks for it before each request. One process a target and round, the
targets in turn, each by its fastest burst; medians of the rounds, and ratios to the floor of the same round. The store
reads both clocks in every call. The clients' sessions were made beforehand, against a network that answers at once;
all keep them in memory.

${markdownTable(
  ['', 'ns', 'range', 'ratio'],
  calls.map(({ target, nanoseconds, leastNanoseconds, mostNanoseconds, ratio }) => [
    `\`${target}\``,
    nanoseconds.toFixed(0),
    `${leastNanoseconds.toFixed(0)}-${mostNanoseconds.toFixed(0)}`,
    ratio.toFixed(1),
  ]),
)}

What a store costs besides. A refresh is all that happens from one token of 600 s to the next, with an authenticator
function that answers at once; memory is that of many stores, after garbage collections, in a simulated page.

${markdownTable(
  ['', ''],
  [
    ['one refresh', `${refresh.microsecondsPerRefresh.toFixed(0)} µs of CPU`],
    ['one state on `state$`, for each subscriber', `${refresh.nanosecondsPerEmission.toFixed(0)} ns of CPU`],
    ['a store that is idle', `${memory.idleBytes.toFixed(0)} bytes`],
    ['a store with a token', `${memory.activeBytes.toFixed(0)} bytes`],
    [`the heap after ${refreshes / 10} refreshes of one store`, `${early} KiB`],
    [`the heap after ${refreshes} refreshes`, `${late} KiB`],
  ],
)}`;
}

import { expect, test } from 'vitest';
import type { Throughput } from '../../src/server/measure/throughput.js';
import { brokenLimits, type LimitedFigures } from '../../src/server/server-limits.js';
import type { Soak } from '../../src/server/soak/soak.js';

const figures = (name: Throughput['name'], ratio: number, upstreamCalls: number): Throughput => ({
  name,
  requestsPerSecond: 1000 * ratio,
  p50Ms: 5,
  p99Ms: 20,
  cpuMicroseconds: 100,
  upstreamCalls,
  ratio,
  lowestRatio: ratio,
  highestRatio: ratio,
  cpuRatio: ratio,
});

const calmSoak: Soak = {
  seconds: 60,
  inContract: { '200': 1000, '503 unavailable': 10 },
  outsideContract: {},
  unhandledRejections: 0,
  halfHeapBytes: 20_000_000,
  endHeapBytes: 20_900_000,
};

const good: LimitedFigures = {
  throughput: [
    figures('bare undici', 1, 1),
    figures('naive', 0.1, 2),
    figures('cache off', 0.7, 1),
    figures('cache on', 1.8, 0.001),
  ],
  coldStarts: [
    { name: 'naive', service: 50, participant: 50 },
    { name: 'cache on', service: 1, participant: 50 },
  ],
  soak: calmSoak,
};

test('nothing is said where every limit is just kept, however the others did', () => {
  expect(brokenLimits(good)).toEqual([]);
});

test.each<[string, Partial<LimitedFigures>, string]>([
  [
    'a slow exchange',
    { throughput: [figures('cache off', 0.69, 1)] },
    'cache off: 0.69 of the requests of a bare undici handler, at least 0.7 wanted',
  ],
  [
    'a slow cache',
    { throughput: [figures('cache on', 1.79, 0)] },
    'cache on: 1.79 of the requests of a bare undici handler, at least 1.8 wanted',
  ],
  [
    'calls too many without the cache',
    { throughput: [figures('cache off', 1, 1.02)] },
    'cache off: 1.020 upstream calls a request',
  ],
  [
    'calls too few without the cache',
    { throughput: [figures('cache off', 1, 0.5)] },
    'cache off: 0.500 upstream calls a request',
  ],
  [
    'calls with the cache',
    { throughput: [figures('cache on', 2, 0.01)] },
    'cache on: 0.010 upstream calls a request',
  ],
  [
    'a herd at a cold start',
    { coldStarts: [{ name: 'cache off', service: 2, participant: 50 }] },
    'cache off: 2 calls for a service token in a cold start, 1 wanted',
  ],
  [
    'a soak without a token',
    { soak: { ...calmSoak, inContract: { '503 unavailable': 10 } } },
    'soak: nobody got a token',
  ],
  [
    'answers that no page expects',
    { soak: { ...calmSoak, outsideContract: { 'no answer (ECONNRESET)': 3 } } },
    'soak: answers outside the contract: 3 of no answer (ECONNRESET)',
  ],
  ['unhandled rejections', { soak: { ...calmSoak, unhandledRejections: 1 } }, 'soak: 1 unhandled rejections'],
  ['a heap that grows', { soak: { ...calmSoak, endHeapBytes: 21_100_000 } }, 'soak: the heap grew by 5.5 %'],
])('%s is a sentence', (_name, worse, sentence) => {
  expect(brokenLimits({ ...good, ...worse })).toEqual([sentence]);
});

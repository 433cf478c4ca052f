// What the authenticator must keep to, and the sentences for what it did not.
import type { ColdStart } from './measure/cold-start.js';
import type { Throughput } from './measure/throughput.js';
import type { Soak } from './soak/soak.js';

/** All that was measured, as far as limits are set to it. */
export interface LimitedFigures {
  /** With an identity server that answers at once. */
  readonly throughput: readonly Throughput[];
  readonly coldStarts: readonly ColdStart[];
  readonly soak: Soak;
}

const leastRatio = { 'cache off': 0.7, 'cache on': 1.8 } as const;

const mostHeapGrowth = 0.05;

export function brokenLimits({ throughput, coldStarts, soak }: LimitedFigures): string[] {
  return [
    ...throughput.flatMap(brokenThroughput),
    ...coldStarts.filter(isAuthenticator).flatMap(brokenColdStart),
    ...brokenSoak(soak),
  ];
}

const isAuthenticator = ({ name }: ColdStart): boolean => name === 'cache on' || name === 'cache off';

function brokenThroughput({ name, ratio, upstreamCalls }: Throughput): string[] {
  if (name !== 'cache off' && name !== 'cache on') return [];
  const least = leastRatio[name];
  const isFrugal = name === 'cache on' ? upstreamCalls < 0.01 : Math.abs(upstreamCalls - 1) < 0.01;
  return [
    ...(ratio >= least
      ? []
      : [`${name}: ${ratio.toFixed(2)} of the requests of a bare undici handler, at least ${least} wanted`]),
    ...(isFrugal ? [] : [`${name}: ${upstreamCalls.toFixed(3)} upstream calls a request`]),
  ];
}

function brokenColdStart({ name, service }: ColdStart): string[] {
  return service === 1 ? [] : [`${name}: ${service} calls for a service token in a cold start, 1 wanted`];
}

function brokenSoak({ inContract, outsideContract, unhandledRejections, ...soak }: Soak): string[] {
  const strays = Object.entries(outsideContract).map(([kind, count]) => `${count} of ${kind}`);
  const growth = heapGrowth(soak);
  return [
    ...('200' in inContract ? [] : ['soak: nobody got a token']),
    ...(strays.length === 0 ? [] : [`soak: answers outside the contract: ${strays.join(', ')}`]),
    ...(unhandledRejections === 0 ? [] : [`soak: ${unhandledRejections} unhandled rejections`]),
    ...(growth <= mostHeapGrowth ? [] : [`soak: the heap grew by ${(growth * 100).toFixed(1)} %`]),
  ];
}

/** From half-way to the end, as a share. Negative where it shrank. */
export function heapGrowth({
  halfHeapBytes,
  endHeapBytes,
}: Pick<Soak, 'halfHeapBytes' | 'endHeapBytes'>): number {
  return endHeapBytes / halfHeapBytes - 1;
}

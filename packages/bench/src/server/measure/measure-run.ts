// One run: load on a handler that has been running for a while, and what came of it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadApi } from '../processes/load-process.js';
import { startProcess, type RemoteProcess } from '../processes/remote-process.js';
import type { Rig, RunningHandler } from './rig.js';

export type LoadGenerator = RemoteProcess<LoadApi>;

/** One run, or the medians of several. */
export interface Run {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** A request's, of the handler's process. */
  readonly cpuMicroseconds: number;
  /** A request's. */
  readonly upstreamCalls: number;
}

/** Of all runs. */
export const connections = 50;

export function startLoadGenerator(): LoadGenerator {
  return startProcess<LoadApi>(new URL('../processes/load-process.js', import.meta.url));
}

/** What is to be measured, and with what. */
export interface RunSetting {
  readonly load: LoadGenerator;
  readonly rig: Rig;
  readonly handler: RunningHandler;
  readonly seconds: number;
}

export async function measureRun({ load, rig, handler, seconds }: RunSetting): Promise<Run> {
  const { remote, port } = handler;
  await settle(rig);
  await rig.identity().call('takeCounts');
  const requestsBefore = await remote.call('requests');
  const cpuBefore = await remote.call('cpuMicroseconds');
  const result = await load.call('run', { port, connections, seconds });
  const cpu = (await remote.call('cpuMicroseconds')) - cpuBefore;
  await settle(rig);
  const requests = (await remote.call('requests')) - requestsBefore;
  const { service, participant } = await rig.identity().call('takeCounts');
  if (result.failed > 0 || result.answered === 0) {
    throw new Error(`${result.failed} requests failed and ${result.answered} were answered`);
  }
  return {
    requestsPerSecond: result.answeredPerSecond,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMicroseconds: cpu / result.answered,
    upstreamCalls: (service + participant) / requests,
  };
}

/** Requests that the load generator leaves behind still make their calls, at most two one after the other. */
async function settle({ delayMs }: Rig): Promise<void> {
  await sleep(2 * delayMs + 50);
}

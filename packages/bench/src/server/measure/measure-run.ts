// One run: load on a handler that has been running for a while, and what came of it.
import type { LoadApi } from '../processes/load-process.js';
import { startProcess, type RemoteProcess } from '../processes/remote-process.js';
import type { Rig, RunningHandler } from './rig.js';
import { takeCountsWhenQuiet } from './take-counts-when-quiet.js';

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

/** Who answers nobody in this time does not answer. */
const longestSeconds = 30;

/** Runs until somebody is answered: on a busy machine a short run may end before the first answer has come. */
export async function measureRun(setting: RunSetting): Promise<Run> {
  for (let { seconds } = setting; seconds <= longestSeconds; seconds *= 2) {
    const run = await measureOnce({ ...setting, seconds });
    if (run !== null) return run;
  }
  throw new Error(`nobody was answered, in runs of up to ${longestSeconds} s`);
}

/** @returns `null` where nobody was answered */
async function measureOnce({ load, rig, handler, seconds }: RunSetting): Promise<Run | null> {
  const { remote, port } = handler;
  await takeCountsWhenQuiet(rig);
  const requestsBefore = await remote.call('requests');
  const cpuBefore = await remote.call('cpuMicroseconds');
  const result = await load.call('run', { port, connections, seconds });
  const cpu = (await remote.call('cpuMicroseconds')) - cpuBefore;
  const { service, participant } = await takeCountsWhenQuiet(rig);
  const requests = (await remote.call('requests')) - requestsBefore;
  if (result.failed > 0)
    throw new Error(`${result.failed} requests failed, ${result.answered} were answered`);
  if (result.answered === 0) return null;
  return {
    requestsPerSecond: result.answeredPerSecond,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMicroseconds: cpu / result.answered,
    upstreamCalls: (service + participant) / requests,
  };
}

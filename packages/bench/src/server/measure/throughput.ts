// How many requests a handler answers in a second, and what one of them costs.
import { median } from '../../report/median.js';
import { handlerNames, type HandlerName } from '../handlers/handler-spec.js';
import { connections, measureRun, type LoadGenerator, type Run } from './measure-run.js';
import { withRig, type Rig } from './rig.js';

/** The medians of one handler, and the medians of its ratios to the bare undici handler of the same round. */
export interface Throughput extends Run {
  readonly name: HandlerName;
  readonly ratio: number;
  readonly lowestRatio: number;
  readonly highestRatio: number;
  /** How many of its requests cost as much as one of the bare undici handler. */
  readonly cpuRatio: number;
}

export interface ThroughputPlan {
  readonly delayMs: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly participants: number;
}

type Round = Readonly<Record<HandlerName, Run>>;

/** All handlers run at once, and are asked in turns: a busy moment of the machine meets all of them. */
export function measureThroughput(load: LoadGenerator, plan: ThroughputPlan): Promise<Throughput[]> {
  const { seconds, participants } = plan;
  const specs = handlerNames.map((name) => ({ name, participants, isUnlimited: true }));
  return withRig(specs, plan.delayMs, async (rig) => {
    await warmUp(load, rig, plan);
    const rounds: Round[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      const runs: Run[] = [];
      for (const handler of rig.handlers) runs.push(await measureRun({ load, rig, handler, seconds }));
      rounds.push(Object.fromEntries(handlerNames.map((name, index) => [name, runs[index]])) as Round);
    }
    return handlerNames.map((name) => summarise(name, rounds));
  });
}

/** From here on the machine code is there, and every participant is a repeat caller. */
async function warmUp(load: LoadGenerator, { handlers }: Rig, plan: ThroughputPlan): Promise<void> {
  for (const [index, { port }] of handlers.entries()) {
    await load.call('run', { port, connections, seconds: plan.warmUpSeconds });
    const isCached = handlerNames[index] === 'cache on';
    if (isCached) await load.call('run', { port, connections: 200, requests: plan.participants });
  }
}

function summarise(name: HandlerName, rounds: readonly Round[]): Throughput {
  const of = (figure: keyof Run): number => median(rounds.map((round) => round[name][figure]));
  const ratios = rounds.map(
    (round) => round[name].requestsPerSecond / round['bare undici'].requestsPerSecond,
  );
  const cpuRatios = rounds.map((round) => round['bare undici'].cpuMicroseconds / round[name].cpuMicroseconds);
  return {
    name,
    requestsPerSecond: of('requestsPerSecond'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    cpuMicroseconds: of('cpuMicroseconds'),
    upstreamCalls: of('upstreamCalls'),
    ratio: median(ratios),
    lowestRatio: Math.min(...ratios),
    highestRatio: Math.max(...ratios),
    cpuRatio: median(cpuRatios),
  };
}

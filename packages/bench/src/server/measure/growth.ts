// What the authenticator costs, with its cache on, as more and more participants come and go.
import { median } from '../../report/median.js';
import { connections, measureRun, type LoadGenerator, type Run } from './measure-run.js';
import { withRigs } from './rig.js';

/** The medians of one number of participants. */
export interface Growth {
  readonly participants: number;
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  readonly cpuMicroseconds: number;
  readonly heapBytes: number;
}

export interface GrowthPlan {
  readonly rounds: number;
  readonly seconds: number;
  /** At least one for each participant. */
  readonly warmUpRequests: number;
}

const participantCounts = [1, 10, 100, 1_000, 10_000] as const;

export function measureGrowth(load: LoadGenerator, plan: GrowthPlan): Promise<Growth[]> {
  const specs = participantCounts.map(
    (participants) => ({ name: 'cache on', participants, isUnlimited: true }) as const,
  );
  return withRigs(specs, 0, async (rigs) => {
    for (const { port } of rigs) {
      await load.call('run', { port, connections, requests: plan.warmUpRequests });
    }
    const runs: Run[][] = rigs.map(() => []);
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [index, rig] of rigs.entries()) runs[index]?.push(await measureRun(load, rig, plan.seconds));
    }
    const heaps = await Promise.all(rigs.map(({ handler }) => handler.call('heapBytesAfterCollection')));
    return participantCounts.map((participants, index) =>
      summarise(participants, runs[index] ?? [], heaps[index] ?? 0),
    );
  });
}

function summarise(participants: number, runs: readonly Run[], heapBytes: number): Growth {
  const of = (figure: keyof Run): number => median(runs.map((run) => run[figure]));
  return {
    participants,
    requestsPerSecond: of('requestsPerSecond'),
    p99Ms: of('p99Ms'),
    cpuMicroseconds: of('cpuMicroseconds'),
    heapBytes,
  };
}

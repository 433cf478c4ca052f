// What the authenticator costs, with its cache on, as more and more participants come and go.
import { median } from '../../report/median.js';
import { connections, measureRun, type LoadGenerator, type Run } from './measure-run.js';
import { withRig } from './rig.js';

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
  /** Besides one for each participant. */
  readonly warmUpRequests: number;
}

const participantCounts = [1, 10, 100, 1_000, 10_000] as const;

export function measureGrowth(
  load: LoadGenerator,
  { rounds, seconds, warmUpRequests }: GrowthPlan,
): Promise<Growth[]> {
  const specs = participantCounts.map(
    (participants) => ({ name: 'cache on', participants, isUnlimited: true }) as const,
  );
  return withRig(specs, 0, async (rig) => {
    const { handlers } = rig;
    for (const [index, { port }] of handlers.entries()) {
      const requests = warmUpRequests + (participantCounts[index] ?? 0);
      await load.call('run', { port, connections, requests });
    }
    const runs: Run[][] = handlers.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, handler] of handlers.entries()) {
        runs[index]?.push(await measureRun({ load, rig, handler, seconds }));
      }
    }
    const heaps = await Promise.all(handlers.map(({ remote }) => remote.call('heapBytesAfterCollection')));
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

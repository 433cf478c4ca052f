// Server: what the authenticator adds to the upstream call that it exists for.
import { drawPlot } from '../report/draw-plot.js';
import type { Findings, Part } from '../report/part.js';
import { growthPlot } from './growth-plot.js';
import { measureColdStarts } from './measure/cold-start.js';
import { measureGrowth, type GrowthPlan } from './measure/growth.js';
import { startLoadGenerator, type LoadGenerator } from './measure/measure-run.js';
import { measureThroughput, type ThroughputPlan } from './measure/throughput.js';
import { brokenLimits } from './server-limits.js';
import { serverReport, type ServerFigures } from './server-report.js';
import { runSoak, type SoakPlan } from './soak/soak.js';
import { throughputPlot } from './throughput-plot.js';

interface ServerPlan {
  readonly throughput: Omit<ThroughputPlan, 'delayMs' | 'rounds'>;
  readonly rounds: number;
  /** Fewer do where the identity server sets the pace. */
  readonly delayedRounds: number;
  readonly growth: GrowthPlan;
  readonly soak: SoakPlan;
}

const full: ServerPlan = {
  throughput: { seconds: 2.5, warmUpSeconds: 2, participants: 10_000 },
  rounds: 7,
  delayedRounds: 5,
  growth: { rounds: 3, seconds: 2, warmUpRequests: 20_000 },
  soak: { seconds: 60, participants: 10_000 },
};

const quick: ServerPlan = {
  throughput: { seconds: 0.4, warmUpSeconds: 0.5, participants: 2_000 },
  rounds: 2,
  delayedRounds: 1,
  growth: { rounds: 1, seconds: 0.4, warmUpRequests: 10_000 },
  soak: { seconds: 10, participants: 2_000 },
};

/** Nearer to an identity server that is somewhere else. */
const delayMs = 50;

export const serverPart: Part = {
  name: 'server',
  title: 'Server',
  async run({ isQuick }) {
    const plan = isQuick ? quick : full;
    const load = startLoadGenerator();
    try {
      return await report(await measure(load, plan), plan);
    } finally {
      await load.stop();
    }
  },
};

async function measure(load: LoadGenerator, plan: ServerPlan): Promise<ServerFigures> {
  const { throughput, rounds, delayedRounds } = plan;
  return {
    atOnce: await measureThroughput(load, { ...throughput, rounds, delayMs: 0 }),
    delayed: await measureThroughput(load, { ...throughput, rounds: delayedRounds, delayMs }),
    coldStarts: await measureColdStarts(load),
    growth: await measureGrowth(load, plan.growth),
    soak: await runSoak(load, plan.soak),
  };
}

async function report(figures: ServerFigures, { throughput, ...plan }: ServerPlan): Promise<Findings> {
  const bars = throughputPlot([
    { title: 'the identity server answers at once', throughput: figures.atOnce },
    { title: `the identity server answers after ${delayMs} ms`, throughput: figures.delayed },
  ]);
  return {
    text: serverReport(figures, { ...throughput, ...plan, delayMs }),
    plots: [
      { file: 'server-throughput.svg', svg: await drawPlot(bars) },
      { file: 'server-growth.svg', svg: await drawPlot(growthPlot(figures.growth)) },
    ],
    broken: brokenLimits({ ...figures, throughput: figures.atOnce }),
  };
}

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
  readonly atOnce: ThroughputPlan;
  readonly delayed: ThroughputPlan;
  readonly growth: GrowthPlan;
  readonly soak: SoakPlan;
}

/** Nearer to an identity server that is somewhere else. */
const delayMs = 50;

const full: ServerPlan = {
  atOnce: { delayMs: 0, rounds: 7, seconds: 2.5, warmUpSeconds: 2, participants: 10_000 },
  delayed: { delayMs, rounds: 5, seconds: 2.5, warmUpSeconds: 2, participants: 10_000 },
  growth: { rounds: 3, seconds: 2, warmUpRequests: 20_000 },
  soak: { seconds: 60, participants: 10_000 },
};

const quick: ServerPlan = {
  atOnce: { delayMs: 0, rounds: 2, seconds: 0.3, warmUpSeconds: 0.8, participants: 2_000 },
  delayed: { delayMs, rounds: 1, seconds: 0.3, warmUpSeconds: 0.3, participants: 2_000 },
  growth: { rounds: 1, seconds: 0.3, warmUpRequests: 3_000 },
  soak: { seconds: 10, participants: 2_000 },
};

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
  return {
    atOnce: await measureThroughput(load, plan.atOnce),
    delayed: await measureThroughput(load, plan.delayed),
    coldStarts: await measureColdStarts(load),
    growth: await measureGrowth(load, plan.growth),
    soak: await runSoak(load, plan.soak),
  };
}

async function report(figures: ServerFigures, plan: ServerPlan): Promise<Findings> {
  const bars = throughputPlot([
    { title: 'the identity server answers at once', throughput: figures.atOnce },
    { title: `the identity server answers after ${delayMs} ms`, throughput: figures.delayed },
  ]);
  return {
    text: serverReport(figures, plan),
    plots: [
      { file: 'server-throughput.svg', svg: await drawPlot(bars) },
      { file: 'server-growth.svg', svg: await drawPlot(growthPlot(figures.growth)) },
    ],
    broken: brokenLimits({ ...figures, throughput: figures.atOnce }),
  };
}

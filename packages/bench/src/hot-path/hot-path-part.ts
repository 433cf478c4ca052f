// Hot path: what an app pays for each request that it sends with a token, and a page for having a store.
import { inChildProcess } from '../process/in-child-process.js';
import { barPlot } from '../report/bar-plot.js';
import { drawPlot } from '../report/draw-plot.js';
import type { Part } from '../report/part.js';
import { callCosts } from './call-costs.js';
import { hotPathReport, type HotPath } from './hot-path-report.js';
import type { RefreshCosts } from './refresh-costs.js';
import type { StoreMemory } from './store-memory.js';
import { ours } from './targets.js';

const mostRatio = 3.5;
/** What warm code and the garbage collector may leave: less than an object for each refresh of a quick run. */
const mostGrowthBytes = 256 * 1024;

const bursts = { warmUpMs: 400, burstMs: 50, bursts: 20 };
const quickBursts = { warmUpMs: 200, burstMs: 25, bursts: 12 };

export const hotPathPart: Part = {
  name: 'hot-path',
  title: 'Hot path',
  async run({ isQuick }) {
    const calls = await callCosts(isQuick ? 3 : 7, isQuick ? quickBursts : bursts);
    const refreshes = isQuick ? 10_000 : 100_000;
    const refresh = await measure<RefreshCosts>('refresh-costs.js', refreshes);
    const memory = await measure<StoreMemory>('store-memory.js', isQuick ? 2_000 : 10_000);
    const hotPath = { calls, refreshes, refresh, memory };
    const bars = calls.map(({ target, nanoseconds }) => ({
      name: target,
      value: nanoseconds,
      isOurs: target === ours.call,
    }));
    return {
      text: hotPathReport(hotPath),
      plots: [
        {
          file: 'hot-path.svg',
          svg: await drawPlot(
            barPlot({
              title: 'One token from the cache',
              axis: 'nanoseconds (logarithmic)',
              scale: 'log',
              bars,
            }),
          ),
        },
      ],
      broken: brokenLimits(hotPath),
    };
  },
};

function measure<Result>(module: string, count: number): Promise<Result> {
  return inChildProcess(new URL(module, import.meta.url), [String(count)], ['--expose-gc']);
}

function brokenLimits({ calls, refresh, refreshes }: HotPath): string[] {
  const { ratio } = calls.find(({ target }) => target === ours.call)!;
  const [early, late] = refresh.heapBytes;
  return [
    ...(ratio <= mostRatio ? [] : [`getToken() costs ${ratio.toFixed(1)} times a bare async function`]),
    ...(late - early <= mostGrowthBytes
      ? []
      : [`the heap grows by ${late - early} bytes in ${refreshes} refreshes`]),
  ];
}

// A child process: what a refresh and a published state cost, and what is left after very many.
import { answerParent } from '../process/answer-parent.js';
import { heapBytes } from './heap-bytes.js';
import { refreshEndlessly } from './refresh-endlessly.js';

export interface RefreshCosts {
  readonly microsecondsPerRefresh: number;
  readonly nanosecondsPerEmission: number;
  /** After a tenth of the refreshes, and after all of them. */
  readonly heapBytes: readonly [number, number];
}

const subscribers = 1_000;

const refreshes = Number(process.argv[2]);
const { store, refresh } = await refreshEndlessly();

await refresh(refreshes / 10);
const early = heapBytes();
const alone = await cpuMicroseconds(() => refresh(refreshes * 0.9));
const late = heapBytes();

const emissions = await countEmissions(10);
for (let n = 0; n < subscribers; n++) store.state$.subscribe(ignore);
const heardRefreshes = refreshes / 100;
await refresh(heardRefreshes);
const heard = await cpuMicroseconds(() => refresh(heardRefreshes));

const perRefresh = alone / (refreshes * 0.9);
const perEmission = (heard / heardRefreshes - perRefresh) / emissions / subscribers;
const costs: RefreshCosts = {
  microsecondsPerRefresh: perRefresh,
  nanosecondsPerEmission: perEmission * 1000,
  heapBytes: [early, late],
};
answerParent(costs);

/** In one refresh. */
async function countEmissions(times: number): Promise<number> {
  let count = 0;
  const subscription = store.state$.subscribe(() => count++);
  // The snapshot that is replayed is none.
  count = 0;
  await refresh(times);
  subscription.unsubscribe();
  return count / times;
}

async function cpuMicroseconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function ignore(): void {}

// node --expose-gc packages/authenticator/test/soak/soak.mjs [--minutes 10 | --rounds 12] [--seed 1]
import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, rounds: { type: 'string' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const endsAt = Date.now() + Number(values.minutes ?? 10) * 60_000;
const isOver =
  values.rounds === undefined ? () => Date.now() >= endsAt : (rounds) => rounds >= Number(values.rounds);

const { samples, wrong, ...counts } = await runSoak({ seed, isOver });
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const quarter = Math.max(1, Math.floor(samples.length / 4));
const growth = (name) =>
  median(samples.slice(-quarter).map((sample) => sample[name])) -
  median(samples.slice(quarter, 2 * quarter).map((sample) => sample[name]));
const report = {
  seed,
  ...counts,
  wrong: wrong.slice(0, 20),
  heapGrowthMb: growth('heapMb'),
  fileGrowth: growth('files'),
};
// One round of each kind says nothing of growth.
const isFlat = samples.length < 16 || (report.heapGrowthMb < 8 && report.fileGrowth < 20);
console.log(JSON.stringify({ ...report, isFlat }));
process.exitCode = wrong.length === 0 && isFlat ? 0 : 1;

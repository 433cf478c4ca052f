// Core: how many steps a second the simulation can take.
import { median } from '../report/median.js';
import type { Part } from '../report/part.js';
import { takeCoreSteps } from './core-steps.js';

const stepsInRound = 500_000;
const leastPerSecond = 500_000;

export const coreStepsPart: Part = {
  name: 'core-steps',
  title: 'Steps of the core',
  async run({ isQuick }) {
    takeCoreSteps(stepsInRound);
    const perSecond = median(Array.from({ length: isQuick ? 3 : 9 }, stepsPerSecond));
    const rounded = (Math.round(perSecond / 1000) * 1000).toLocaleString('en-US');
    return {
      text: `The store's decisions are a pure function: it takes ${rounded} steps a second of one core's time, over a
mixture of timers, callers, answers, failures and wakes (the median of rounds of 500,000). That is what makes
simulating hundreds of days in each \`npm test\` possible.`,
      broken: perSecond >= leastPerSecond ? [] : [`the core takes only ${rounded} steps a second`],
    };
  },
};

/** In CPU time, so that a busy machine does not count. */
function stepsPerSecond(): number {
  const before = process.cpuUsage();
  takeCoreSteps(stepsInRound);
  const { user, system } = process.cpuUsage(before);
  return stepsInRound / ((user + system) / 1e6);
}

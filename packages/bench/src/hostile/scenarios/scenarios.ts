// Every scenario, in the order of the table.
import type { Scenario } from '../scenario.js';
import { clockScenarios } from './clocks.js';
import { crowdScenarios } from './crowds.js';
import { mountingScenario } from './mounting.js';
import { outageScenarios } from './outages.js';
import { sleepScenarios } from './sleeps.js';
import { tabScenarios } from './tabs.js';
import { cachingScenario, undisturbedScenarios } from './undisturbed.js';

export const scenarios: readonly Scenario[] = [
  ...undisturbedScenarios,
  ...sleepScenarios,
  ...outageScenarios,
  ...crowdScenarios,
  ...clockScenarios,
  ...tabScenarios,
  mountingScenario,
  cachingScenario,
];

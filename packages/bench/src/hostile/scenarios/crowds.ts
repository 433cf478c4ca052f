// A hundred calls of the API at once.
import type { Scenario } from '../scenario.js';
import { minutes, seconds } from '../world/durations.js';
import { sleepMs } from './sleeps.js';

const crowd = 100;
/** Until the last of them is over. */
const aftermathMs = seconds(35);

export const crowdScenarios: readonly Scenario[] = [
  {
    id: '8a',
    title: '100 calls at once while the first token is on its way',
    isAboutFirstToken: true,
    async play({ openQuietTab, pass, callAtOnce }) {
      openQuietTab();
      await pass(100);
      callAtOnce(crowd);
      await pass(aftermathMs);
    },
  },
  {
    id: '8b',
    title: '100 calls at once after a sleep of 3 h',
    async play({ openTab, pass, sleep, stopCalling, countFromNow, callAtOnce }) {
      openTab();
      await pass(minutes(30));
      stopCalling();
      sleep(sleepMs);
      countFromNow();
      callAtOnce(crowd);
      await pass(aftermathMs);
    },
  },
];

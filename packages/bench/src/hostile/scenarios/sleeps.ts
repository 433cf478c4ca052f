// The machine sleeps for three hours; what counts is the hour after.
import type { Scenario } from '../scenario.js';
import { hours } from '../world/durations.js';

export const sleepMs: number = hours(3);

/** @param afterMs how long the page is in use before; no event tells it that the machine slept */
export function silentSleep(afterMs: number): Scenario['play'] {
  return async ({ openTab, pass, sleep, countFromNow }) => {
    openTab();
    await pass(afterMs);
    sleep(sleepMs);
    countFromNow();
    await pass(hours(1));
  };
}

export const sleepScenarios: readonly Scenario[] = [
  { id: '4a', title: 'sleep 3 h after 1 h, no DOM event; the hour after', play: silentSleep(hours(1)) },
  {
    id: '4b',
    title: 'the same, hidden and offline before, online, visible and focused after',
    async play({ openTab, pass, sleep, countFromNow, leave, comeBack }) {
      openTab();
      await pass(hours(1));
      leave();
      sleep(sleepMs);
      countFromNow();
      comeBack();
      await pass(hours(1));
    },
  },
];

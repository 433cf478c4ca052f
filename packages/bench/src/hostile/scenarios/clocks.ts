// The page's clock is wrong, or is set while the page runs.
import type { Scenario } from '../scenario.js';
import { hours, minutes } from '../world/durations.js';

/** @param afterMs how long the page is in use before its clock is set */
export function clockSet(byMs: number, afterMs: number): Scenario['play'] {
  return async ({ openTab, pass, setWallClock, countFromNow }) => {
    openTab();
    await pass(afterMs);
    setWallClock(byMs);
    countFromNow();
    await pass(hours(1));
  };
}

function wrongClock(id: string, title: string, clockAheadMs: number): Scenario {
  return {
    id,
    title,
    clockAheadMs,
    async play({ openTab, pass }) {
      openTab();
      await pass(hours(1));
    },
  };
}

export const clockScenarios: readonly Scenario[] = [
  wrongClock('9a', 'clock 10 min ahead, 1 h', minutes(10)),
  wrongClock('9b', 'clock 10 min behind, 1 h', minutes(-10)),
  {
    id: '10a',
    title: 'clock set 1 h forward at 30 min; the hour after',
    play: clockSet(hours(1), minutes(30)),
  },
  {
    id: '10b',
    title: 'clock set 1 h back at 30 min; the hour after',
    play: clockSet(hours(-1), minutes(30)),
  },
];

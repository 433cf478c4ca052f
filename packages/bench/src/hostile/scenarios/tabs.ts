// Eight tabs of one browser.
import type { Scenario } from '../scenario.js';
import type { Stage } from '../world/open-stage.js';
import { hours, minutes } from '../world/durations.js';
import { sleepMs } from './sleeps.js';

const tabs = 8;
const apartMs = 250;

async function openApart({ openTab, pass }: Stage): Promise<void> {
  for (let tab = 0; tab < tabs; tab++) {
    openTab();
    await pass(apartMs);
  }
}

function openTogether({ openTab }: Stage): void {
  for (let tab = 0; tab < tabs; tab++) openTab();
}

export const tabScenarios: readonly Scenario[] = [
  {
    id: '11',
    title: '8 tabs opened one after the other, 1 h',
    tabs,
    async play(stage) {
      await openApart(stage);
      await stage.pass(hours(1) - tabs * apartMs);
    },
  },
  {
    id: '11b',
    title: '8 tabs restored at the same moment, 1 h',
    tabs,
    async play(stage) {
      openTogether(stage);
      await stage.pass(hours(1));
    },
  },
  {
    id: '11c',
    title: '8 tabs wake together after a sleep of 3 h; the half hour after',
    tabs,
    async play(stage) {
      openTogether(stage);
      await stage.pass(minutes(30));
      stage.sleep(sleepMs);
      stage.countFromNow();
      await stage.pass(minutes(30));
    },
  },
];

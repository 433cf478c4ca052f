// Nothing happens but that tokens end.
import type { Scenario } from '../scenario.js';
import { alwaysAnswers, type Behaviour } from '../world/behaviour.js';
import { hours, minutes } from '../world/durations.js';

const days = 86_400;

function undisturbed(
  id: string,
  title: string,
  lifeSeconds: number,
  lengthMs: number,
  behaviour: () => Behaviour = () => alwaysAnswers,
): Scenario {
  return {
    id,
    title,
    lifeSeconds,
    behaviour,
    async play({ openTab, pass }) {
      openTab();
      await pass(lengthMs);
    },
  };
}

/** What the tabs of a browser, and a page that is mounted twice, are compared with. */
export const aloneForAnHour: Scenario = undisturbed('alone', 'one tab alone, 1 h', 600, hours(1));

export const undisturbedScenarios: readonly Scenario[] = [
  undisturbed('1', 'life 600 s, 2 h', 600, hours(2)),
  undisturbed('2', 'life 100 s (below the SDK’s 120 s), 10 min', 100, minutes(10)),
  undisturbed('3', 'life 30 days (above what a timer holds), 1 h', 30 * days, hours(1)),
];

/** No answer before the end of the last token brings a later one. */
export const cachingScenario: Scenario = undisturbed(
  '13',
  'a back end that caches one token of 600 s until it ends, 2 h',
  600,
  hours(2),
  () => () => 'cached',
);

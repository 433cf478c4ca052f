// The same event at many positions within a token's life: where it hits is luck.
import type { Cell } from './cell.js';
import type { OpenClient } from './load-client.js';
import { playScenario } from './play-scenario.js';
import type { Scenario } from './scenario.js';
import { clockSet } from './scenarios/clocks.js';
import { silentSleep } from './scenarios/sleeps.js';
import { hours, minutes, seconds } from './world/durations.js';

/** The last position: just short of the life of 600 s, and on no multiple of the calls' 5 s. */
const lastSeconds = 593;

/** By the scenario whose event it is. */
const phaseEvents = ['4a', '10a', '10b'] as const;
export type PhaseEvent = (typeof phaseEvents)[number];

const plays: Readonly<Record<PhaseEvent, (positionMs: number) => Scenario['play']>> = {
  '4a': (positionMs) => silentSleep(hours(1) + positionMs),
  '10a': (positionMs) => clockSet(hours(1), minutes(30) + positionMs),
  '10b': (positionMs) => clockSet(hours(-1), minutes(30) + positionMs),
};

export type Phases = Readonly<Record<PhaseEvent, readonly Cell[]>>;

/** @param positions how many, spread evenly */
export async function playPhases(openClient: OpenClient, positions: number): Promise<Phases> {
  const phases: Record<PhaseEvent, Cell[]> = { '4a': [], '10a': [], '10b': [] };
  for (const event of phaseEvents) {
    for (let n = 0; n < positions; n++) {
      const positionMs = seconds(Math.round((n * lastSeconds) / (positions - 1)));
      const scenario = { id: event, title: `at ${positionMs} ms`, play: plays[event](positionMs) };
      phases[event].push(await playScenario(scenario, openClient, n));
    }
  }
  return phases;
}

// One scenario with one client.
import type { OpenedClient, Tab } from '../clients/client.js';
import { cellOf, type Cell } from './cell.js';
import type { Scenario } from './scenario.js';
import { alwaysAnswers } from './world/behaviour.js';
import { openStage } from './world/open-stage.js';

/** @param seed of the chance that the client draws */
export async function playScenario(
  scenario: Scenario,
  openClient: (tab: Tab) => OpenedClient,
  seed: number,
): Promise<Cell> {
  const stage = openStage({
    openClient,
    behaviour: scenario.behaviour?.() ?? alwaysAnswers,
    lifeSeconds: scenario.lifeSeconds ?? 600,
    clockAheadMs: scenario.clockAheadMs ?? 0,
    tabs: scenario.tabs ?? 1,
    seed,
  });
  try {
    await scenario.play(stage);
    return cellOf(stage.tally());
  } finally {
    stage.close();
  }
}

// One scenario with one client.
import { cellOf, type Cell } from './cell.js';
import type { OpenClient } from './load-client.js';
import type { Scenario } from './scenario.js';
import { worstCell } from './worst-cell.js';
import { alwaysAnswers } from './world/behaviour.js';
import { openStage } from './world/open-stage.js';

/** @param draw which of the draws of chance the client has */
export async function playScenario(scenario: Scenario, openClient: OpenClient, draw = 0): Promise<Cell> {
  const stage = openStage({
    openClient,
    behaviour: scenario.behaviour?.() ?? alwaysAnswers,
    lifeSeconds: scenario.lifeSeconds ?? 600,
    clockAheadMs: scenario.clockAheadMs ?? 0,
    tabs: scenario.tabs ?? 1,
    seed: 1 + draw * 7_919,
  });
  try {
    await scenario.play(stage);
    return cellOf(stage.tally());
  } finally {
    stage.close();
  }
}

/** @returns the worst of several draws of chance */
export async function playDraws(scenario: Scenario, openClient: OpenClient, draws: number): Promise<Cell> {
  const cells: Cell[] = [];
  for (let draw = 0; draw < draws; draw++) cells.push(await playScenario(scenario, openClient, draw));
  return worstCell(cells);
}

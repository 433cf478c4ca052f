// A child process: one client plays everything.
import type { Client } from '../clients/client.js';
import { answerParent } from '../process/answer-parent.js';
import type { Cell } from './cell.js';
import { contestants } from './contestants.js';
import { loadClient, type OpenClient } from './load-client.js';
import { playPhases } from './phases.js';
import { playDraws } from './play-scenario.js';
import type { Scenario } from './scenario.js';
import { scenarios } from './scenarios/scenarios.js';
import { aloneForAnHour } from './scenarios/undisturbed.js';
import type { Score, Task } from './score.js';

const { client: name, draws, drawsAlone, positions } = JSON.parse(process.argv[2]!) as Task;
let unhandledRejections = 0;
process.on('unhandledRejection', () => {
  unhandledRejections++;
});

const client = contestants.find((each) => each.name === name)!;
const openClient = await loadClient(client);
const cells = await playScenarios(client, openClient);
const alone = await playDraws(aloneForAnHour, openClient, drawsAlone);
const score: Score = {
  cells,
  callsAlone: alone.authenticatorCalls,
  unhandledRejections,
  phases: await playPhases(openClient, positions),
};
answerParent(score);

async function playScenarios(player: Client, open: OpenClient): Promise<Record<string, Cell | null>> {
  const played: Record<string, Cell | null> = {};
  for (const scenario of scenarios) {
    played[scenario.id] = hasMeaning(scenario, player) ? await playDraws(scenario, open, draws) : null;
  }
  return played;
}

function hasMeaning({ isAboutFirstToken, isAboutMounting }: Scenario, player: Client): boolean {
  return !(isAboutFirstToken === true && player.signsIn) && !(isAboutMounting === true && !player.isMounted);
}

// Clients that a test scripts.
import type { Client, OpenedClient } from '../../src/clients/client.js';
import type { Scenario } from '../../src/hostile/scenario.js';
import { playScenario } from '../../src/hostile/play-scenario.js';
import { loadClient } from '../../src/hostile/load-client.js';
import type { Cell } from '../../src/hostile/cell.js';
import { scenarios } from '../../src/hostile/scenarios/scenarios.js';

/** A client that does nothing when it starts. */
export function clientThat(callApi: OpenedClient['callApi']): () => OpenedClient {
  return () => ({ start() {}, callApi });
}

export function play(
  openClient: () => OpenedClient,
  script: Scenario['play'],
  options: Partial<Scenario> = {},
): Promise<Cell> {
  return playScenario({ id: 'test', title: 'of a test', ...options, play: script }, openClient);
}

export async function playNamed(id: string, client: Client): Promise<Cell> {
  return playScenario(
    scenarios.find((each) => each.id === id)!,
    await loadClient(client),
  );
}

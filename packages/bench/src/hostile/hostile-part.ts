// Hostile scenarios: what becomes of a page's calls where clocks, networks, sleep and tabs do their worst.
import type { Client } from '../clients/client.js';
import { inChildProcess } from '../process/in-child-process.js';
import { sideBySide } from '../process/side-by-side.js';
import { drawPlot } from '../report/draw-plot.js';
import type { Part } from '../report/part.js';
import { brokenLimits } from './broken-limits.js';
import { contestants } from './contestants.js';
import { heatMap } from './heat-map.js';
import { hostileReport } from './hostile-report.js';
import type { Performance, Task } from './performance.js';

const [ours] = contestants as [Client, ...Client[]];
const quickRivals: ReadonlySet<string> = new Set(['n1', 'n3', 'acs', 'keycloak', 'auth0-ls']);

export const hostilePart: Part = {
  name: 'hostile',
  title: 'Hostile scenarios',
  async run({ isQuick }) {
    const clients = isQuick
      ? contestants.filter((each) => each === ours || quickRivals.has(each.name))
      : contestants;
    const positions = isQuick ? 5 : 25;
    const draws = isQuick ? 2 : 3;
    const performances = await performAll(clients, (client) => ({
      client: client.name,
      draws: client === ours ? draws : 1,
      positions,
    }));
    const rivals = new Map([...performances].filter(([name]) => name !== ours.name));
    return {
      text: hostileReport({ clients, performances, positions, draws, isQuick }),
      plots: [{ file: 'hostile-scenarios.svg', svg: await drawPlot(heatMap(performances)) }],
      broken: brokenLimits(performances.get(ours.name)!, rivals),
    };
  },
};

async function performAll(
  clients: readonly Client[],
  taskOf: (client: Client) => Task,
): Promise<Map<string, Performance>> {
  const module = new URL('perform.js', import.meta.url);
  const performances = await sideBySide(
    clients.map((client) => () => inChildProcess<Performance>(module, [JSON.stringify(taskOf(client))])),
  );
  return new Map(clients.map(({ name }, index) => [name, performances[index]!]));
}

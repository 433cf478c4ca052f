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
import type { Score, Task } from './score.js';

const [ours] = contestants as [Client, ...Client[]];
const quickRivals: ReadonlySet<string> = new Set(['n3', 'acs', 'keycloak', 'auth0-ls']);
/** Enough that a longer and a shorter series of refreshes are both among them. */
const drawsAlone = 15;

export const hostilePart: Part = {
  name: 'hostile',
  title: 'Hostile scenarios',
  async run({ isQuick }) {
    const clients = isQuick
      ? contestants.filter((each) => each === ours || quickRivals.has(each.name))
      : contestants;
    const positions = isQuick ? 5 : 25;
    const draws = isQuick ? 1 : 3;
    const scores = await playAll(clients, ({ name }) => ({
      client: name,
      positions,
      ...(name === ours.name ? { draws, drawsAlone } : { draws: 1, drawsAlone: 1 }),
    }));
    const rivals = new Map([...scores].filter(([name]) => name !== ours.name));
    return {
      text: hostileReport({ clients, scores, positions, draws, isQuick }),
      plots: [{ file: 'hostile-scenarios.svg', svg: await drawPlot(heatMap(scores)) }],
      broken: brokenLimits(scores.get(ours.name)!, rivals),
    };
  },
};

async function playAll(
  clients: readonly Client[],
  taskOf: (client: Client) => Task,
): Promise<Map<string, Score>> {
  const module = new URL('play-all.js', import.meta.url);
  const scores = await sideBySide(
    clients.map((client) => () => inChildProcess<Score>(module, [JSON.stringify(taskOf(client))])),
  );
  return new Map(clients.map(({ name }, index) => [name, scores[index]!]));
}

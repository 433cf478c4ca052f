// What the token endpoint gets to see of handlers that have just started when many callers come at once.
import type { HandlerName } from '../handlers/handler-spec.js';
import type { TokenCalls } from '../identity-server.js';
import { connections, type LoadGenerator } from './measure-run.js';
import { withRig } from './rig.js';

export interface ColdStart extends TokenCalls {
  readonly name: HandlerName;
}

const names: readonly HandlerName[] = ['naive', 'cache off', 'cache on'];

/** Long enough for all callers to be there before the first answer. */
const delayMs = 50;

/** One request a connection, all of them at once. */
export function measureColdStarts(load: LoadGenerator): Promise<ColdStart[]> {
  const specs = names.map((name) => ({ name, participants: connections }));
  return withRig(specs, delayMs, async ({ handlers, identity }) => {
    const coldStarts: ColdStart[] = [];
    for (const [index, { port }] of handlers.entries()) {
      await load.call('run', { port, connections, requests: connections });
      coldStarts.push({ name: specs[index]!.name, ...(await identity().call('takeCounts')) });
    }
    return coldStarts;
  });
}

// Load for a minute while the identity server goes away and comes back, twice.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadGenerator } from '../measure/measure-run.js';
import { withRig, type Rig } from '../measure/rig.js';
import { startProcess, type RemoteProcess } from '../processes/remote-process.js';
import type { SoakApi, SoakTally } from '../processes/soak-process.js';

export interface Soak extends SoakTally {
  readonly seconds: number;
  readonly unhandledRejections: number;
  /** Half-way, after a collection. */
  readonly halfHeapBytes: number;
  /** At the end, after a collection. */
  readonly endHeapBytes: number;
}

export const soakConnections = 200;

/** For the handler to see that its callers and the identity server have gone. */
const settleMs = 200;

export interface SoakPlan {
  readonly seconds: number;
  readonly participants: number;
}

export function runSoak(load: LoadGenerator, { seconds, participants }: SoakPlan): Promise<Soak> {
  // Without the participant cache: each request needs the identity server.
  return withRig([{ name: 'cache off', participants }], 0, async (rig) => {
    const handler = rig.handlers[0]!;
    // Everybody has come once: what is remembered of participants is not taken for a leak.
    await load.call('run', { port: handler.port, connections: soakConnections, requests: participants });
    const callers = startProcess<SoakApi>(new URL('../processes/soak-process.js', import.meta.url));
    try {
      const halfHeapBytes = await passHalf(seconds / 2, rig, callers);
      const endHeapBytes = await passHalf(seconds / 2, rig, callers);
      const tally = await callers.call('takeTally');
      const unhandledRejections = await handler.remote.call('unhandledRejections');
      return { ...tally, seconds, unhandledRejections, halfHeapBytes, endHeapBytes };
    } finally {
      await callers.stop();
    }
  });
}

/**
 * Up, down in the middle for a sixth of the time, and up again.
 *
 * @returns the heap when nothing is under way: requests would be in it, too, more of them at one time than at another
 */
async function passHalf(seconds: number, rig: Rig, callers: RemoteProcess<SoakApi>): Promise<number> {
  const handler = rig.handlers[0]!;
  const ms = seconds * 1000;
  await callers.call('start', handler.port, soakConnections);
  await sleep(ms / 2);
  await rig.restartIdentity(ms / 6);
  await sleep(ms / 3);
  await callers.call('finish');
  // Closes the idle connections to it, of which there are more at one time than at another.
  await rig.restartIdentity(settleMs);
  return handler.remote.call('heapBytesAfterCollection');
}

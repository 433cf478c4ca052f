// What a run needs: an identity server and a handler in front of it, each a process of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import type { HandlerSpec } from '../handlers/handler-spec.js';
import type { HandlerApi } from '../processes/handler-process.js';
import type { IdentityApi } from '../processes/identity-process.js';
import { startProcess, type RemoteProcess } from '../processes/remote-process.js';

export interface Rig {
  /** The one that runs now. */
  readonly identity: RemoteProcess<IdentityApi>;
  readonly handler: RemoteProcess<HandlerApi>;
  /** Of the handler. */
  readonly port: number;
  /** How long the identity server takes to answer. */
  readonly delayMs: number;
  /** Takes the identity server away, and puts another one in its place. */
  restartIdentity(outageMs: number): Promise<void>;
}

/** Starts a rig for each handler, for as long as they are used. */
export async function withRigs<T>(
  specs: readonly HandlerSpec[],
  delayMs: number,
  use: (rigs: readonly Rig[]) => Promise<T>,
): Promise<T> {
  const benches = specs.map((spec) => prepareRig(spec, delayMs));
  try {
    return await use(await Promise.all(benches.map((bench) => bench.start())));
  } finally {
    await Promise.all(benches.map((bench) => bench.stop()));
  }
}

/** A rig that can be stopped whether or not it has come up. */
interface PreparedRig {
  start(): Promise<Rig>;
  stop(): Promise<void>;
}

function prepareRig(spec: HandlerSpec, delayMs: number): PreparedRig {
  let identity = startIdentity();
  const handler = startProcess<HandlerApi>(new URL('../processes/handler-process.js', import.meta.url));
  return {
    async start() {
      const identityPort = await identity.call('start', delayMs, 0);
      const port = await handler.call('start', `http://127.0.0.1:${identityPort}/`, spec);
      return {
        get identity() {
          return identity;
        },
        handler,
        port,
        delayMs,
        async restartIdentity(outageMs) {
          await identity.stop();
          await sleep(outageMs);
          identity = startIdentity();
          await identity.call('start', delayMs, identityPort);
        },
      };
    },
    async stop() {
      await Promise.all([identity.stop(), handler.stop()]);
    },
  };
}

function startIdentity(): RemoteProcess<IdentityApi> {
  return startProcess<IdentityApi>(new URL('../processes/identity-process.js', import.meta.url));
}

// What a run needs: handlers, and an identity server behind them, each a process of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import type { HandlerSpec } from '../handlers/handler-spec.js';
import type { HandlerApi } from '../processes/handler-process.js';
import type { IdentityApi } from '../processes/identity-process.js';
import { startProcess, type RemoteProcess } from '../processes/remote-process.js';

/** A handler that runs. */
export interface RunningHandler {
  readonly remote: RemoteProcess<HandlerApi>;
  readonly port: number;
}

export interface Rig {
  /** In the order in which they were asked for. */
  readonly handlers: readonly RunningHandler[];
  /** How long the identity server takes to answer. */
  readonly delayMs: number;
  /** The identity server that runs now: one for all handlers, which are measured one at a time. */
  identity(): RemoteProcess<IdentityApi>;
  /** Takes the identity server away, and puts another one in its place. */
  restartIdentity(outageMs: number): Promise<void>;
}

/** Starts handlers and their identity server for as long as they are used. */
export async function withRig<T>(
  specs: readonly HandlerSpec[],
  delayMs: number,
  use: (rig: Rig) => Promise<T>,
): Promise<T> {
  let identity = startIdentity();
  const remotes = specs.map(() => startHandler());
  try {
    const identityPort = await identity.call('start', delayMs, 0);
    const baseUrl = `http://127.0.0.1:${identityPort}/`;
    const handlers = await Promise.all(
      remotes.map(async (remote, index) => ({
        remote,
        port: await remote.call('start', baseUrl, specs[index]!),
      })),
    );
    return await use({
      handlers,
      delayMs,
      identity: () => identity,
      async restartIdentity(outageMs) {
        await identity.stop();
        await sleep(outageMs);
        identity = startIdentity();
        await identity.call('start', delayMs, identityPort);
      },
    });
  } finally {
    await Promise.all([identity, ...remotes].map((remote) => remote.stop()));
  }
}

function startIdentity(): RemoteProcess<IdentityApi> {
  return startProcess<IdentityApi>(new URL('../processes/identity-process.js', import.meta.url));
}

function startHandler(): RemoteProcess<HandlerApi> {
  return startProcess<HandlerApi>(new URL('../processes/handler-process.js', import.meta.url));
}

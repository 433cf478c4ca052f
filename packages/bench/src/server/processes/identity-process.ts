// The identity server as a process.
import { createIdentityServer, type IdentityServer, type TokenCalls } from '../identity-server.js';
import { listen } from './listen.js';
import { serveParent } from './serve-parent.js';

export interface IdentityApi {
  /** @returns the port */
  start(delayMs: number, port: number): Promise<number>;
  takeCounts(): TokenCalls;
}

serveParent(createIdentityApi());

function createIdentityApi(): IdentityApi {
  let identity: IdentityServer | null = null;
  return {
    start(delayMs, port) {
      identity = createIdentityServer(delayMs);
      return listen(identity.server, port);
    },
    takeCounts: () => identity?.takeCounts() ?? { service: 0, participant: 0 },
  };
}

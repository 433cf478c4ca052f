// Authenticators of ours behind real ports.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticator, createTokenExchange, type Authenticator } from '@mdh-tokens/authenticator';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { sessions } from './model.js';

export interface Live {
  emulator: Emulator;
  authenticator: Authenticator;
  /** Begins to listen; what is started ends with `close`. */
  listen(listener: RequestListener): Promise<string>;
  /** Runs at the end. */
  onClose(end: () => unknown): void;
  close(): Promise<void>;
}

/** @param allowedOrigins of pages; the endpoint's own needs none */
export async function goLive(allowedOrigins: string[] = []): Promise<Live> {
  const ends: (() => unknown)[] = [];
  const emulator = createEmulator();
  await emulator.listen();
  ends.push(() => emulator.close());
  const { serviceAccount, privateKey, projectId, url: baseUrl } = emulator;
  const authenticator = createAuthenticator({
    exchange: createTokenExchange({ serviceAccount, privateKey, projectId, baseUrl }),
    allowedOrigins,
    logger: { error() {}, warn() {}, info() {} },
    participant: (request) => Promise.resolve(participantOf(request.headers.get('cookie') ?? '')),
  });
  return {
    emulator,
    authenticator,
    listen(listener) {
      const server = createServer(listener);
      ends.push(() => end(server));
      return listenOn(server);
    },
    onClose: (end_) => void ends.push(end_),
    async close() {
      for (const stop of ends.toReversed()) await stop();
    },
  };
}

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function participantOf(cookie: string): { identifier: string } | null {
  const name = /session=([\w-]+)/.exec(cookie)?.[1] ?? '';
  const identifier = (sessions as Record<string, string>)[name];
  return identifier === undefined ? null : { identifier };
}

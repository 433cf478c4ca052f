// The HTTP server in front of the emulator.
import { createAdaptorServer } from '@hono/node-server';
import type { Bindings } from '../traffic/emulator-env.js';
import { EmulatorError } from '../emulator-error.js';

/** Answers a request. */
export type FetchCallback = (request: Request, bindings: Bindings) => Promise<Response>;

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /** Stops listening and cuts open connections, hung requests included. */
  close(): Promise<void>;
}

/**
 * Listens on `port`, or on a free one for 0.
 *
 * @throws {EmulatorError} `port_in_use`, `listen_failed`
 */
export function listen(fetch: FetchCallback, port: number, hostname: string): Promise<Listener> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(toListenError(cause, port)));
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      reject(toListenError(Object.assign(new RangeError('no such port'), { code: 'no such port' }), port));
      return;
    }
    server.listen(port, hostname, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error === undefined ? closed() : failed(error)));
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
}

function toListenError(cause: NodeJS.ErrnoException, port: number): EmulatorError {
  if (cause.code === 'EADDRINUSE') {
    return new EmulatorError(
      'port_in_use',
      `port ${port} is in use by another program`,
      'Choose another port, or 0 for a free one.',
      { cause },
    );
  }
  return new EmulatorError(
    'listen_failed',
    `cannot listen on port ${port} (${cause.code ?? 'no code'})`,
    'Ports run from 0 to 65535; those below 1024 need privileges.',
    { cause },
  );
}

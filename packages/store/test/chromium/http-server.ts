// Node's HTTP server, in promises.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @param port 0 for a free one */
export function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Cuts open connections, as a killed process does. */
export function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

// The stand-alone service: two listeners, and an end that leaves nobody without an answer.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import type { Logger } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import type { ServiceParts } from './assemble-service.js';
import { createManagementApp } from './management-app.js';
import { createServiceMetrics } from './service-metrics.js';

/** Where the service listens. */
export interface ServiceAddresses {
  host: string;
  port: number;
  managementHost: string;
  managementPort: number;
}

/** A running service. */
export interface Service {
  /** The port of the endpoint. */
  port: number;
  managementPort: number;
  /** Takes no new requests, finishes those in flight for at most `graceSeconds`, then ends. Safe to call again. */
  stop(graceSeconds: number): Promise<void>;
}

/** A connection that has said nothing may have a request on its way: it is given this long. */
const arrivalMs = 500;

/** Starts the endpoint and the management port. Rejects when a port cannot be had. */
export async function startService(
  parts: ServiceParts,
  addresses: ServiceAddresses,
  logger: Logger,
): Promise<Service> {
  const { authenticator, exchange, participant, redis } = parts;
  let stopping: Promise<void> | null = null;
  const isStopping = (): boolean => stopping !== null;
  const metrics = createServiceMetrics(redis === null ? null : () => redis.isUp());
  const endpoint = createServer(
    // Node looks for connections that are too slow every 30 s, which would make 40 s of the 10 below.
    { connectionsCheckingInterval: 2_000, headersTimeout: 10_000, requestTimeout: 15_000 },
    toNodeHandler({
      async answer(request) {
        const since = performance.now();
        const answer = await authenticator.answer(request);
        metrics.observe(answer, (performance.now() - since) / 1000);
        // Tells a client that keeps connections to make its next one elsewhere.
        if (isStopping()) answer.headers['connection'] = 'close';
        return answer;
      },
    }),
  );
  const connections = connectionsOf(endpoint);
  const readiness = [() => exchange.serviceToken(), () => participant.checkKeySet()];
  const app = createManagementApp({ readiness, metrics, isStopping, logger });
  const management = createServer((incoming, outgoing) => {
    const request = new NodeRequest({ req: incoming, res: outgoing });
    void Promise.resolve(app.fetch(request)).then((response) => sendNodeResponse(outgoing, response));
  });
  await listen(endpoint, addresses.port, addresses.host);
  try {
    await listen(management, addresses.managementPort, addresses.managementHost);
  } catch (error) {
    await close(endpoint, 0);
    throw error;
  }
  const service = { port: portOf(endpoint), managementPort: portOf(management) };
  logger.info?.(service, 'the authenticator listens');

  async function stop(graceSeconds: number): Promise<void> {
    logger.info?.({ graceSeconds }, 'the authenticator stops');
    const graceMs = graceSeconds * 1000;
    const closed = close(endpoint, graceMs);
    // Browsers and balancers open some ahead of need. Node takes only those for idle that have had an answer.
    const timer = setTimeout(
      () => {
        for (const connection of connections) if (connection.bytesRead === 0) connection.destroy();
      },
      Math.min(arrivalMs, graceMs),
    );
    await closed;
    clearTimeout(timer);
    await close(management, 0);
    redis?.close();
    logger.info?.({}, 'the authenticator has stopped');
  }
  return { ...service, stop: (graceSeconds) => (stopping ??= stop(graceSeconds)) };
}

/** Those that are open at the moment. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    open.add(connection);
    connection.once('close', () => open.delete(connection));
  });
  return open;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function close(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(timer);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

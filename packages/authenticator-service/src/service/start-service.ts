// The stand-alone service: its ports, and an end that leaves nobody without an answer.
import { createServer, type Server } from 'node:http';
import type { Logger } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import type { ServiceParts } from './assemble-service.js';
import { openListener, toServer, type Address, type Listener } from './listener.js';
import { createManagementApp } from './management-app.js';
import { createReadiness } from './readiness.js';
import type { ServiceMetrics } from './service-metrics.js';

/** Where the service listens. */
export interface ServiceAddresses {
  endpoint: Address;
  internal: Address;
  management: Address;
}

/** What the service works with besides its parts. */
export interface ServiceContext {
  addresses: ServiceAddresses;
  metrics: ServiceMetrics;
  logger: Logger;
}

/** A running service. */
export interface Service {
  /** Takes no new requests, finishes those in flight for at most `graceSeconds`, then ends. Safe to call again. */
  stop(graceSeconds: number): Promise<void>;
}

/** Starts what the service has: endpoint, internal endpoint, management. Rejects when a port cannot be had. */
export async function startService(
  parts: ServiceParts,
  { addresses, metrics, logger }: ServiceContext,
): Promise<Service> {
  let stopping: Promise<void> | null = null;
  const isStopping = (): boolean => stopping !== null;
  const { redis } = parts;
  const readiness = createReadiness(parts.readiness);
  const listeners = await openAll([
    ['port', pageServer(parts, isStopping), addresses.endpoint],
    ['internalPort', internalServer(parts, { isStopping, logger }), addresses.internal],
    [
      'managementPort',
      toServer(createManagementApp({ readiness, metrics, isStopping, logger }).fetch, logger),
      addresses.management,
    ],
  ]);
  const ports = listeners.map(([name, listener]) => [name, listener.port]);
  logger.info?.(Object.fromEntries(ports) as Record<string, number>, 'the authenticator listens');

  async function stop(graceSeconds: number): Promise<void> {
    logger.info?.({ graceSeconds }, 'the authenticator stops');
    // The management port goes last: it says meanwhile that the service stops.
    const others = listeners.slice(0, -1);
    await Promise.all(others.map(([, listener]) => listener.close(graceSeconds * 1000)));
    await listeners.at(-1)?.[1].close(0);
    redis?.close();
    logger.info?.({}, 'the authenticator has stopped');
  }
  return { stop: (graceSeconds) => (stopping ??= stop(graceSeconds)) };
}

type Opened = [name: string, listener: Listener];

/** Opens one after the other, and none where one cannot be had. */
async function openAll(
  wanted: Array<[name: string, server: Server | null, address: Address]>,
): Promise<Opened[]> {
  const opened: Opened[] = [];
  try {
    for (const [name, server, address] of wanted) {
      if (server !== null) opened.push([name, await openListener(server, address)]);
    }
    return opened;
  } catch (error) {
    await Promise.all(opened.map(([, listener]) => listener.close(0)));
    throw error;
  }
}

function pageServer({ endpoint }: ServiceParts, isStopping: () => boolean): Server | null {
  if (endpoint === null) return null;
  const handle = toNodeHandler({
    async answer(request) {
      const answer = await endpoint.answer(request);
      // Tells a client that keeps connections to make its next one elsewhere.
      if (isStopping()) answer.headers['connection'] = 'close';
      return answer;
    },
  });
  return createServer(
    // Node looks for connections that are too slow every 30 s, which would make 40 s of the 10 below.
    { connectionsCheckingInterval: 2_000, headersTimeout: 10_000, requestTimeout: 15_000 },
    handle,
  );
}

function internalServer(
  { internal }: ServiceParts,
  { isStopping, logger }: { isStopping: () => boolean; logger: Logger },
): Server | null {
  if (internal === null) return null;
  return toServer(async (request) => {
    const answer = await internal.fetch(request);
    if (isStopping()) answer.headers.set('connection', 'close');
    return answer;
  }, logger);
}

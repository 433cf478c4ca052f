// One port of the service: opened, and closed so that nobody is left without an answer.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { toLogFields, type Logger } from '@mdh-tokens/authenticator';
import { NodeRequest, sendNodeResponse } from 'srvx/node';

/** Where to listen. Port 0 takes one that is free. */
export interface Address {
  host: string;
  port: number;
}

/** An open port. */
export interface Listener {
  port: number;
  /** Takes nothing new, waits for what is in flight, for at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** A connection that has said nothing may have a request on its way: it is given this long. */
const arrivalMs = 500;

/** Rejects when the port cannot be had. */
export async function openListener(server: Server, { host, port }: Address): Promise<Listener> {
  const connections = connectionsOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      const atTheLatest = setTimeout(() => server.closeAllConnections(), graceMs);
      // Browsers and balancers open some ahead of need. Node takes only those for idle that have had an answer.
      const silent = setTimeout(
        () => {
          for (const connection of connections) if (connection.bytesRead === 0) connection.destroy();
        },
        Math.min(arrivalMs, graceMs),
      );
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(atTheLatest);
      clearTimeout(silent);
    },
  };
}

/**
 * A server of Node for a Web-standard handler. What goes wrong with one request is told, and ends with it: thrown from
 * here, it would end the process.
 */
export function toServer(
  handler: (request: Request) => Response | Promise<Response>,
  logger: Logger,
): Server {
  return createServer((incoming, outgoing) => {
    respond(handler, incoming, outgoing).catch((error: unknown) => {
      logger.error(toLogFields(error), 'a request could not be answered');
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(503, unavailable.headers).end(unavailable.body);
    });
  });
}

async function respond(
  handler: (request: Request) => Response | Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = new NodeRequest({ req: incoming, res: outgoing });
  await sendNodeResponse(outgoing, await handler(request));
}

const unavailable = {
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '5' },
  body: '{"error":"unavailable","error_description":"the request could not be answered"}',
};

/** Those that are open at the moment. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    open.add(connection);
    connection.once('close', () => open.delete(connection));
  });
  return open;
}

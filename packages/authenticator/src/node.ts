// @mdh-tokens/authenticator/node: the endpoint as a listener of node:http, Express, Fastify and Connect.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Authenticator } from './create-authenticator.js';

/** A listener for `http.createServer`, and a route handler for Express and Connect. */
export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Turns the endpoint into a Node request listener. Global objects are left as they are. A body that a framework
 * has already parsed (`express.json()`) is taken from `request.body`.
 */
export function toNodeHandler(authenticator: Pick<Authenticator, 'answer'>): NodeHandler {
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      const { status, headers, body } = await authenticator.answer(request);
      const response = outgoing as ServerResponse;
      // With its length known, head and body leave in one write.
      if (status !== 204) headers['content-length'] = String(Buffer.byteLength(body));
      if (!response.headersSent && !response.destroyed) response.writeHead(status, headers).end(body);
      return RESPONSE_ALREADY_SENT;
    },
    { overrideGlobalObjects: false, hostname: 'localhost' },
  );
  return (incoming, outgoing) => {
    provideParsedBody(incoming);
    void listener(incoming, outgoing);
  };
}

function provideParsedBody(incoming: IncomingMessage & { body?: unknown; rawBody?: unknown }): void {
  if (!incoming.readableEnded || incoming.rawBody instanceof Buffer) return;
  const { body } = incoming;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  incoming.rawBody = Buffer.isBuffer(body) ? body : Buffer.from(text);
}

// A request of node:http as the endpoint sees it.
import type { IncomingMessage } from 'node:http';
import type { EndpointRequest } from '../endpoint/endpoint-request.js';
import { readIncomingBody } from './incoming-body.js';

/** @param request the same request as a Web-standard one, which is asked only for what is rarely needed */
export function fromIncoming(incoming: IncomingMessage, request: Request): EndpointRequest {
  const { headers } = incoming;
  return {
    method: incoming.method ?? request.method,
    header: (name) => toText(headers[name]),
    host: () => request.headers.get('host') ?? new URL(request.url).host,
    body: (maxBytes) => readIncomingBody(incoming, maxBytes),
    request,
  };
}

/** Serverless adapters make requests whose headers are numbers or lists. */
function toText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.join(', ') : null;
}

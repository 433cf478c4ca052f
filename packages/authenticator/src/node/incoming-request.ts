// A request of node:http as the endpoint sees it.
import type { IncomingMessage } from 'node:http';
import type { EndpointRequest } from '../endpoint/endpoint-request.js';
import { readIncomingBody } from './incoming-body.js';

/** @param request the same request as a Web-standard one, which is asked only for what is rarely needed */
export function fromIncoming(incoming: IncomingMessage, request: Request): EndpointRequest {
  const { headers } = incoming;
  return {
    method: request.method,
    header: (name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : null;
    },
    host: () => request.headers.get('host') ?? new URL(request.url).host,
    body: (maxBytes) => readIncomingBody(incoming, maxBytes),
    request,
  };
}

// A Web-standard Request as the endpoint sees it.
import type { WaitUntil } from '../background.js';
import type { EndpointRequest } from './endpoint-request.js';
import { payloadTooLarge } from './payload-too-large.js';

/** For every runtime whose requests are `Request` objects. */
export function fromWebRequest(request: Request, waitUntil?: WaitUntil): EndpointRequest {
  const { headers } = request;
  return {
    method: request.method,
    header: (name) => headers.get(name),
    host: () => headers.get('host') ?? new URL(request.url).host,
    body: (maxBytes) => readLimited(request, maxBytes),
    request,
    waitUntil,
  };
}

/** Counted whatever length was declared: HTTP/2 and adapters let a caller send more. */
async function readLimited(request: Request, maxBytes: number): Promise<string> {
  if (request.body === null || request.body === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size > maxBytes) throw payloadTooLarge(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

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
async function readLimited({ body }: Request, maxBytes: number): Promise<string> {
  if (body === null || body === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) throw payloadTooLarge(maxBytes);
      text += decoder.decode(part.value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
  return text + decoder.decode();
}

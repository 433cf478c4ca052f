// An event of Lambda as the endpoint sees it.
import { payloadTooLarge } from '../endpoint/payload-too-large.js';
import type { EndpointRequest } from '../endpoint/endpoint-request.js';
import type { LambdaEvent } from './lambda-event.js';

/** Reads any of the forms. */
export function fromLambdaEvent(event: LambdaEvent): EndpointRequest {
  const headers = readHeaders(event);
  const method = event.requestContext?.http?.method ?? event.httpMethod ?? 'GET';
  const host = headers.get('host') ?? event.requestContext?.domainName ?? 'localhost';
  return {
    method,
    header: (name) => headers.get(name),
    host: () => host,
    body: (maxBytes) => readBody(event, maxBytes),
    request: toRequest(event, { method, host, headers }),
  };
}

/**
 * Header names come in any case, values single or in lists, and cookies of 2.0 in a list of their own. An entry that is
 * no header is left out: there is no caller who could be told.
 */
function readHeaders({ headers, multiValueHeaders, cookies }: LambdaEvent): Headers {
  const read = new Headers();
  const set = (name: string, values: readonly string[]): void => {
    const isCookie = name.toLowerCase() === 'cookie';
    try {
      read.set(name, values.join(isCookie ? '; ' : ', '));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  };
  for (const [name, value] of Object.entries(headers ?? {}))
    if (typeof value === 'string') set(name, [value]);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    if (Array.isArray(values) && values.length > 0) set(name, values);
  }
  if (Array.isArray(cookies) && cookies.length > 0) set('cookie', cookies);
  return read;
}

function readBody({ body, isBase64Encoded }: LambdaEvent, maxBytes: number): string {
  const text = body ?? '';
  // Of base64, four characters stand for three bytes.
  const bytes = isBase64Encoded === true ? (text.length * 3) / 4 - 2 : text.length;
  if (bytes > maxBytes) throw payloadTooLarge(maxBytes);
  const decoded = Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8');
  if (decoded.length > maxBytes) throw payloadTooLarge(maxBytes);
  return decoded.toString('utf8');
}

/** For the app's `participant` callback: without the body, which the endpoint reads. */
function toRequest(
  { rawPath, path }: LambdaEvent,
  { method, host, headers }: { method: string; host: string; headers: Headers },
): Request {
  const scheme = headers.get('x-forwarded-proto') === 'http' ? 'http' : 'https';
  const wanted = `${scheme}://${host}${rawPath ?? path ?? '/'}`;
  const url = URL.canParse(wanted) ? wanted : `${scheme}://localhost/`;
  return new Request(url, { method: /^[A-Z]+$/.test(method) ? method : 'GET', headers });
}

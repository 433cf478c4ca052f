// Calls through `fetch`: for edge runtimes, and for apps that pass a `fetch` of their own.
import { missing, type Transport, type UpstreamAnswer, type UpstreamRequest } from './transport.js';
import { decodeStream, readAll, type ContentDecoder } from './stream-decoding.js';
import { faultOf } from './upstream-fault.js';

/** What a runtime's `fetch` needs besides. */
export interface FetchTransportOptions {
  /** Default: the runtime's own, looked up at each call. */
  fetcher?: typeof fetch | undefined;
  /** The part of a request that keeps it off connections that are open already. */
  newConnection?: RequestInit;
  /** Undoes what the runtime has left compressed. Default: with Web APIs. */
  decode?: ContentDecoder;
}

/** `fetch` does not say which connection it took: one that was open is possible after the first answer of an origin. */
export function createFetchTransport(options: FetchTransportOptions = {}): Transport {
  const { fetcher, newConnection = {}, decode = decodeStream } = options;
  const answered = new Set<string>();
  return async (request) => {
    const signal = AbortSignal.timeout(Math.ceil(request.timeoutMs));
    const init = { ...toInit(request, signal), ...(request.onNewConnection === true ? newConnection : {}) };
    const { origin } = request.url;
    let response: Response | null = null;
    try {
      response = await (fetcher ?? fetch)(request.url, init);
      answered.add(origin);
      return await readAnswer(response, decode);
    } catch (cause) {
      if (signal.aborted) return missing('timeout', cause);
      if (response !== null) return missing('cut_short', cause);
      const fault = faultOf(cause);
      const isStale = answered.has(origin) && (fault === 'network' || fault === 'cut_short');
      return { ...missing(fault, cause), isStale };
    }
  };
}

function toInit({ method, headers, body }: UpstreamRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    headers,
    signal,
    // 'manual' rather than 'error': Cloudflare knows no 'error', and a redirect's status makes the better message.
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    // Frameworks put caches of their own around `fetch`; Workers of older dates refuse the member itself.
    ...('cache' in Request.prototype ? { cache: 'no-store' } : {}),
  };
}

const utf8 = new TextDecoder();

async function readAnswer(response: Response, decode: ContentDecoder): Promise<UpstreamAnswer> {
  const read = response.body === null ? new Uint8Array() : await readAll(response.body);
  if (typeof read === 'string') return missing(read);
  const encoding = response.headers.get('content-encoding');
  const decoded = encoding === null || isText(read) ? read : await decode(read, encoding);
  if (typeof decoded === 'string') return missing(decoded);
  return {
    ok: true,
    // The status of an opaque redirect reads 0.
    status: response.type === 'opaqueredirect' ? 302 : response.status,
    header: (name) => response.headers.get(name),
    text: utf8.decode(decoded),
  };
}

const exactUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The header stays after a runtime has undone the compression: only the bytes tell. Answers are JSON or markup. */
function isText(bytes: Uint8Array): boolean {
  try {
    return bytes.length === 0 || /^[\s{["<\dtfn-]/.test(exactUtf8.decode(bytes));
  } catch {
    return false;
  }
}

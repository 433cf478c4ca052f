// Calls through `fetch`: for edge runtimes, and for apps that pass a `fetch` of their own.
import {
  largestAnswerBytes,
  missing,
  wireHeaders,
  type Transport,
  type UpstreamAnswer,
  type UpstreamRequest,
} from './transport.js';
import { faultOf } from './upstream-fault.js';

/** What a runtime's `fetch` needs besides. */
export interface FetchTransportOptions {
  /** Default: the runtime's own, looked up at each call. */
  fetcher?: typeof fetch | undefined;
  /** The part of a request that keeps it off connections that are open already. */
  newConnection?: RequestInit;
}

/** `fetch` does not say which connection it took: one that was open is possible after the first answer of an origin. */
export function createFetchTransport({ fetcher, newConnection = {} }: FetchTransportOptions = {}): Transport {
  const answered = new Set<string>();
  return async (request) => {
    const signal = AbortSignal.timeout(Math.ceil(request.timeoutMs));
    const init = { ...toInit(request, signal), ...(request.onNewConnection === true ? newConnection : {}) };
    const { origin } = request.url;
    let response: Response | null = null;
    try {
      response = await (fetcher ?? fetch)(request.url, init);
      answered.add(origin);
      return await readAnswer(response);
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
    headers: { ...wireHeaders, ...headers },
    signal,
    // 'manual' rather than 'error': Cloudflare knows no 'error', and a redirect's status makes the better message.
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    // Frameworks put caches of their own around `fetch`; Workers of older dates refuse the member itself.
    ...('cache' in Request.prototype ? { cache: 'no-store' } : {}),
  };
}

async function readAnswer(response: Response): Promise<UpstreamAnswer> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  if (response.body !== null) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      // Leaving the loop cancels the body.
      if (size > largestAnswerBytes) return missing('too_large');
      text += decoder.decode(chunk, { stream: true });
    }
  }
  return {
    ok: true,
    // The status of an opaque redirect reads 0.
    status: response.type === 'opaqueredirect' ? 302 : response.status,
    header: (name) => response.headers.get(name),
    text: text + decoder.decode(),
  };
}

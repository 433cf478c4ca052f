// Calls through `fetch`: for edge runtimes, and for apps that pass a `fetch` of their own.
import {
  largestAnswerBytes,
  type Transport,
  type UpstreamAnswer,
  type UpstreamRequest,
} from './transport.js';

/** @param fetcher default: the runtime's own, looked up at each call */
export function createFetchTransport(fetcher?: typeof fetch): Transport {
  return async (request) => {
    const signal = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await (fetcher ?? fetch)(request.url, toInit(request, signal));
      return await readAnswer(response);
    } catch (cause) {
      return { ok: false, failure: signal.aborted ? 'timeout' : 'network', cause };
    }
  };
}

function toInit({ method, headers, body }: UpstreamRequest, signal: AbortSignal): RequestInit {
  // 'manual' rather than 'error': Cloudflare knows no 'error', and a redirect's status makes the better message.
  return { method, headers, signal, redirect: 'manual', ...(body === undefined ? {} : { body }) };
}

async function readAnswer(response: Response): Promise<UpstreamAnswer> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  if (response.body !== null) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      // Leaving the loop cancels the body.
      if (size > largestAnswerBytes) return { ok: false, failure: 'too_large', cause: undefined };
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

// `fetch` with the token, under the base URL only.
import { patienceMs } from './patience.js';
import { TokenError } from './core/token-error.js';
import type { Engine } from './engine.js';
import { pageUrl } from './platform/page-events.js';
import { sendWithRecovery } from './recover-from-401.js';
import { mayReplay } from './replay.js';

export function createTokenFetch(
  engine: Engine,
  baseUrl: string,
): (input: RequestInfo | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    const target = isRequest(input) ? input : new URL(input, pageUrl());
    // A redirect could lead the token out of the base URL.
    const request = new Request(target, { redirect: 'error', ...init });
    const path = pathUnder(baseUrl, request.url);
    const isRepeatable = !isStream(init.body) && !(isRequest(input) && input.body !== null);
    const { signal } = request;
    return sendWithRecovery(engine, {
      mayReplay: isRepeatable && mayReplay(path, request.method),
      signal,
      async send() {
        const accessToken = await engine.request({
          kind: 'token',
          minValidityMs: 0,
          timeoutMs: patienceMs,
          signal,
        });
        const run = engine.run();
        const attempt = isRepeatable ? request.clone() : request;
        attempt.headers.set('authorization', `Bearer ${accessToken}`);
        return { accessToken, run, response: await fetch(attempt) };
      },
    });
  };
}

/** The token goes nowhere else than where the SDK would take it. */
function pathUnder(baseUrl: string, url: string): string {
  if (!url.startsWith(baseUrl)) {
    throw new TokenError('invalid_option', 'fetch sends the token only to URLs under baseUrl', {
      hint: 'Use the page’s own fetch for everything else.',
    });
  }
  return url.slice(baseUrl.length);
}

function isRequest(input: RequestInfo | URL): input is Request {
  return typeof input === 'object' && 'clone' in input;
}

function isStream(body: BodyInit | null | undefined): boolean {
  return body instanceof ReadableStream;
}

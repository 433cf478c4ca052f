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
    const request = new Request(target, {
      ...ownReferrer(input),
      ...init,
      redirect: init.redirect ?? 'error',
    });
    const path = pathUnder(baseUrl, request.url);
    const isRepeatable = !isStream(init.body) && !(isRequest(input) && input.body !== null);
    const { signal } = request;
    return sendWithRecovery(engine, {
      mayReplay: isRepeatable && mayReplay(path, request.method),
      signal,
      async send() {
        const asked = engine.request({ kind: 'token', minValidityMs: 0, timeoutMs: patienceMs, signal });
        // Now: it may have begun with the question, and when the answer is here, another one may have begun.
        const run = engine.run();
        const accessToken = await asked;
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

/** Any option makes a new `Request` forget those two of the old one (Fetch standard, the constructor's step 13). */
function ownReferrer(input: RequestInfo | URL): RequestInit {
  return isRequest(input) ? { referrer: input.referrer, referrerPolicy: input.referrerPolicy } : {};
}

function isRequest(input: RequestInfo | URL): input is Request {
  return typeof input === 'object' && 'clone' in input;
}

function isStream(body: BodyInit | null | undefined): boolean {
  return body instanceof ReadableStream;
}

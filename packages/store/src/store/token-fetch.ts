// `fetch` with the token, under the base URL only.
import { badOption } from '../core/fault.js';
import { isTokenError } from '../core/token-error.js';
import { mayReplay } from '../engine/may-replay.js';
import { sendWithRecovery } from '../engine/send-with-recovery.js';
import type { Supply } from '../engine/token-sink.js';

export function createTokenFetch(
  supply: Supply,
): (input: RequestInfo | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    const { platform } = supply;
    const target = isRequest(input) ? input : new URL(input, platform.pageUrl());
    const request = new Request(target, {
      ...ownReferrer(input),
      ...init,
      redirect: init.redirect ?? 'error',
    });
    const path = pathUnder(supply.baseUrl, request.url);
    const isRepeatable = canBeSentTwice(input, init, request.method);
    const { signal } = request;
    try {
      return await sendWithRecovery(supply, {
        via: 'fetch',
        mayReplay: isRepeatable && mayReplay(path, request.method),
        signal,
        async send(token) {
          const asked = token();
          // Read now: asking may begin a lineage, and another one may begin before the answer is here.
          const lineage = supply.lineage();
          const accessToken = await asked;
          const attempt = isRepeatable ? request.clone() : request;
          attempt.headers.set('authorization', `Bearer ${accessToken}`);
          return { accessToken, lineage, response: await platform.fetch(attempt) };
        },
      });
    } catch (error) {
      // React Native's signals have no reason.
      throw isTokenError(error) && error.code === 'aborted' ? (signal.reason ?? error) : error;
    }
  };
}

/** The token is sent only to where the SDK would send it. @returns the path below the base URL */
function pathUnder(baseUrl: string, url: string): string {
  if (!url.startsWith(baseUrl)) {
    throw badOption('outside_base');
  }
  return url.slice(baseUrl.length);
}

/** With any option, a new `Request` drops the old one's referrer and its policy (Fetch standard, the constructor's step 13). */
function ownReferrer(input: RequestInfo | URL): RequestInit {
  return isRequest(input) ? { referrer: input.referrer, referrerPolicy: input.referrerPolicy } : {};
}

/**
 * Firefox has no `Request.body`: there a request of the app is sent twice only if its method allows no body. A stream
 * is told by its reader, since React Native has no class for it.
 */
function canBeSentTwice(input: RequestInfo | URL, init: RequestInit, method: string): boolean {
  if ('getReader' in Object(init.body)) return false;
  if (!isRequest(input)) return true;
  return input.body === undefined ? /^(GET|HEAD)$/.test(method) : input.body === null;
}

function isRequest(input: RequestInfo | URL): input is Request {
  return typeof input === 'object' && 'clone' in input;
}

// One HTTP call to the authenticator.
import type { TokenRequest } from '@mdh-tokens/contract';
import { isTokenError } from '../core/token-error.js';
import type { Platform } from '../platform/platform.js';
import { readResponse, unreachable } from './read-answer.js';
import type { AuthenticatorCall } from './token-source.js';

/** What the URL form of the `authenticator` option needs. */
export interface HttpSource {
  /** Resolved at the call: on a server there is no page for a relative URL to be relative to. */
  readonly url: () => URL;
  readonly fetch: typeof fetch | undefined;
  readonly headers: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  readonly credentials: RequestCredentials;
}

/** `POST {"reason": …}`. Redirects are not followed: they lead to login pages, whose HTML says nothing. */
export function httpCall(source: HttpSource, platform: Platform): AuthenticatorCall {
  return async ({ signal, reason }) => {
    const url = source.url();
    const headers = await headersOf(source, platform);
    if (signal.aborted) throw signal.reason;
    const sentAt = platform.wallClockAt();
    let response: Response;
    try {
      response = await (source.fetch ?? platform.fetch)(url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ reason } satisfies TokenRequest),
        credentials: source.credentials,
        cache: 'no-store',
        redirect: 'manual',
        signal,
      });
    } catch (cause) {
      throw unreachable(platform, cause);
    }
    return readResponse(response, sentAt, platform);
  };
}

async function headersOf({ headers }: HttpSource, platform: Platform): Promise<Headers> {
  const sent = new Headers(typeof headers === 'function' ? await askFor(headers, platform) : headers);
  sent.set('accept', 'application/json');
  sent.set('content-type', 'application/json');
  return sent;
}

/** Headers that are not there yet, such as a CSRF token, may be there at the next try. */
async function askFor(
  headers: () => HeadersInit | Promise<HeadersInit>,
  platform: Platform,
): Promise<HeadersInit> {
  try {
    return await headers();
  } catch (cause) {
    throw isTokenError(cause) ? cause : unreachable(platform, cause, 'headers_threw');
  }
}

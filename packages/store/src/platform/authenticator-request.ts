// One HTTP call to the authenticator.
import type { TokenRequest } from '@mdh-tokens/contract';
import type { AuthenticatorCall } from '../authenticator.js';
import { TokenError } from '../core/token-error.js';
import { readHttpAnswer } from '../read-answer.js';
import { wallClockAt } from './clock.js';
import { believesOnline } from './page-events.js';

/** What the URL form of the `authenticator` option needs. */
export interface RequestSettings {
  /** Resolved at the call: on a server there is no page for a relative URL to be relative to. */
  readonly url: () => URL;
  readonly fetch: typeof fetch | undefined;
  readonly headers: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  readonly credentials: RequestCredentials;
}

/** `POST {"reason": …}`. Redirects are not followed: they lead to login pages, whose HTML says nothing. */
export function authenticatorRequest(settings: RequestSettings): AuthenticatorCall {
  return async ({ signal, reason }) => {
    const url = settings.url();
    const headers = await headersOf(settings);
    signal.throwIfAborted();
    const sentAt = wallClockAt();
    let response: Response;
    let text: string;
    try {
      response = await (settings.fetch ?? fetch)(url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ reason } satisfies TokenRequest),
        credentials: settings.credentials,
        cache: 'no-store',
        redirect: 'manual',
        signal,
      });
      text = await response.text();
    } catch (cause) {
      throw unreachable(cause);
    }
    const arrivedAt = wallClockAt();
    const date = Date.parse(response.headers.get('date') ?? '');
    const dateMs = Number.isNaN(date) ? null : date;
    const answer = readHttpAnswer({
      status: response.status,
      contentType: response.headers.get('content-type'),
      text,
      retryAfter: response.headers.get('retry-after'),
      dateMs: dateMs ?? arrivedAt,
    });
    const skewSeconds = dateMs === null ? null : Math.round((dateMs - (sentAt + arrivedAt) / 2) / 1000);
    return { ...answer, skewSeconds };
  };
}

async function headersOf({ headers }: RequestSettings): Promise<Headers> {
  const sent = new Headers(typeof headers === 'function' ? await headers() : headers);
  sent.set('accept', 'application/json');
  sent.set('content-type', 'application/json');
  return sent;
}

function unreachable(cause: unknown): TokenError {
  return believesOnline()
    ? new TokenError('network', 'the authenticator could not be reached', {
        cause,
        hint: 'Check that it runs and, where it is on another origin, that it answers CORS for this page.',
      })
    : new TokenError('offline', 'the browser is offline', { cause });
}

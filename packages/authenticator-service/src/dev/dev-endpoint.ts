// An authenticator for the pages of one's own machine, which is always signed in.
import {
  createAuthenticator,
  isLoopback,
  type Authenticator,
  type Logger,
  type ParticipantReference,
  type TokenExchange,
} from '@mdh-tokens/authenticator';

/** What the endpoint works with. */
export interface DevEndpointOptions {
  exchange: TokenExchange;
  /** Whose tokens every page gets. */
  participant: ParticipantReference;
  logger: Logger;
}

/** A developer has a few servers running; a program that tries ports is stopped. */
const mostOrigins = 50;

/**
 * Answers pages of loopback origins only, whatever their port, and only where `Host` is loopback, too: a name that
 * somebody else has pointed at this machine (DNS rebinding) is not.
 */
export function createDevEndpoint(options: DevEndpointOptions): (request: Request) => Promise<Response> {
  const byOrigin = new Map<string, Authenticator>();

  function authenticatorFor(origin: string): Authenticator {
    const known = byOrigin.get(origin);
    if (known !== undefined) return known;
    const made = createAuthenticator({
      ...options,
      participant: () => options.participant,
      allowedOrigins: [origin],
    });
    const [oldest] = byOrigin.keys();
    if (byOrigin.size >= mostOrigins && oldest !== undefined) byOrigin.delete(oldest);
    byOrigin.set(origin, made);
    return made;
  }

  return async (request) => {
    const origin = request.headers.get('origin');
    if (!isLoopbackHost(request.headers.get('host') ?? '')) {
      return refuse('the host of this request is not this machine; ask http://127.0.0.1 or http://localhost');
    }
    if (origin === null || !isLoopbackOrigin(origin)) {
      options.logger.warn(
        {},
        'a request was refused: only pages of http(s)://localhost and 127.0.0.1 may ask',
      );
      return refuse('only pages of this machine may ask: http(s)://localhost or 127.0.0.1, with any port');
    }
    return authenticatorFor(origin).fetch(request);
  };
}

function isLoopbackHost(host: string): boolean {
  const url = `http://${host}`;
  return /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** The text must be what a browser would send, to the letter. */
function isLoopbackOrigin(origin: string): boolean {
  if (!/^https?:/.test(origin) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && isLoopback(url.hostname);
}

function refuse(description: string): Response {
  return Response.json(
    { error: 'forbidden', error_description: description },
    { status: 403, headers: { 'cache-control': 'no-store' } },
  );
}

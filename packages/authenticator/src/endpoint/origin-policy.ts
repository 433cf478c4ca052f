// Which pages may ask: CORS (Fetch standard section 3.2) and cross-site request forgery, from the same headers.
import { isSerialisedOrigin } from './allowed-origins.js';
import type { EndpointRequest } from './endpoint-request.js';

/** Whether a request is served, and the origin that may read the answer. */
export interface SourceDecision {
  allowed: boolean;
  corsOrigin: string | null;
}

/**
 * Judges a request. A page on the endpoint's own origin is served, one on an allowed origin, too. A caller that is no
 * browser sends neither header: the app's session decides about it. The opaque origin `null` is nobody.
 */
export function judgeSource(
  request: Pick<EndpointRequest, 'header' | 'host'>,
  allowedOrigins: ReadonlySet<string>,
): SourceDecision {
  const origin = request.header('origin');
  // Of the W3C Fetch Metadata.
  const site = request.header('sec-fetch-site');
  const listed = origin !== null && origin !== 'null' && allowedOrigins.has(origin);
  if (listed) return { allowed: true, corsOrigin: origin };
  const ownPage =
    site === null
      ? origin === null || hostOf(origin) === request.host()
      : site === 'same-origin' || site === 'none';
  return { allowed: ownPage, corsOrigin: null };
}

/**
 * Hosts are compared and schemes are not: behind a proxy that ends TLS the endpoint sees http. A parser mends what no
 * browser writes, such as `https://own.example\`, so the text itself must be an origin.
 */
function hostOf(origin: string): string | null {
  return /^https?:/.test(origin) && isSerialisedOrigin(origin) ? new URL(origin).host : null;
}

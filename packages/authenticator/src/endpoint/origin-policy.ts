// Which pages may ask: CORS (Fetch standard section 3.2) and cross-site request forgery, from the same headers.

/** What a request says about where it comes from; `null` where a header is missing. */
export interface RequestSource {
  origin: string | null;
  /** `Sec-Fetch-Site` (W3C Fetch Metadata). */
  site: string | null;
  /** Host and port under which the request arrived. */
  host: string;
}

/** Whether a request is served, and the origin that may read the answer. */
export interface SourceDecision {
  allowed: boolean;
  corsOrigin: string | null;
}

/**
 * Judges a request. A page on the endpoint's own origin is served, one on an allowed origin, too. A caller that is no
 * browser sends neither header: the app's session decides about it. The opaque origin `null` is nobody.
 */
export function judgeSource(source: RequestSource, allowedOrigins: ReadonlySet<string>): SourceDecision {
  const { origin, site } = source;
  const listed = origin !== null && origin !== 'null' && allowedOrigins.has(origin);
  if (listed) return { allowed: true, corsOrigin: origin };
  const ownPage =
    site === null
      ? origin === null || hostOf(origin) === source.host
      : site === 'same-origin' || site === 'none';
  return { allowed: ownPage, corsOrigin: null };
}

/** Hosts are compared and schemes are not: behind a proxy that ends TLS the endpoint sees http. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

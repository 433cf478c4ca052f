// CORS: pages of any origin call the participant API, with the token in a header and never with cookies.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/**
 * Answers preflights and lets every origin read. `Authorization` is named, since `*` does not cover it (Fetch
 * standard, CORS protocol).
 */
export function allowAnyOrigin(): MiddlewareHandler {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'PUT', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'accept', 'accept-language'],
    exposeHeaders: ['Date', 'Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
    maxAge: 600,
  });
}

/** The same for presigned URLs, with the header that the SDK sends along to the store. */
export function allowAnyOriginToUpload(): MiddlewareHandler {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'PUT'],
    allowHeaders: ['content-type', 'x-amz-server-side-encryption'],
    maxAge: 600,
  });
}

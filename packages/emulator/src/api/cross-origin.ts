// CORS for the participant API: pages of any origin call it, with the token in a header and never with cookies.
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

// Answers under the names of this machine only.
import type { MiddlewareHandler } from 'hono';

const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Refuses a request whose `Host` is no name of this machine: a page from elsewhere whose name an attacker has pointed at
 * 127.0.0.1 (DNS rebinding) would otherwise be of the same origin as the demo, sign in, and read tokens.
 */
export const requireLocalHost: MiddlewareHandler = async (context, next) => {
  if (localHost.test(context.req.header('Host') ?? '')) return next();
  return context.text('The demo answers under the names of this machine only.', 403);
};

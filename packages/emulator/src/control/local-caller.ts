// Who may use the control API: programs and pages of this machine.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Refuses a request whose `Host` is no name of this machine (DNS rebinding) or whose `Origin` is a page from elsewhere
 * (cross-site request forgery), and lets local pages of other ports read the answers.
 *
 * @param publicUrl a further name of the emulator, or `null`
 */
export function requireLocalCaller(publicUrl: string | null): MiddlewareHandler[] {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname;
  const isLocal = (origin: string): boolean => {
    const host = URL.canParse(origin) ? new URL(origin).hostname : '';
    return loopbackHost.test(host) || (publicHost !== null && host === publicHost);
  };
  return [
    async (c, next) => {
      const host = c.req.header('host') ?? new URL(c.req.url).host;
      const origin = c.req.header('origin');
      if (isLocal(`http://${host}`) && (origin === undefined || isLocal(origin))) return next();
      return c.json({ message: 'The control API answers programs and pages of this machine only.' }, 403);
    },
    cors({
      origin: (origin) => (isLocal(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['content-type'],
      maxAge: 600,
    }),
  ];
}

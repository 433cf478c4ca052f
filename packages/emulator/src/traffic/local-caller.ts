// Who may talk to the emulator: programs and pages that reach it under a name of this machine.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether a host name, or the host of an origin, is one of this machine or the public one. */
export interface LocalNames {
  hasHost(host: string): boolean;
  hasOrigin(origin: string): boolean;
}

/** @param publicUrl a further name of the emulator, or `null` */
export function createLocalNames(publicUrl: string | null): LocalNames {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).hostname;
  const hasOrigin = (origin: string): boolean => {
    const host = URL.canParse(origin) ? new URL(origin).hostname : '';
    return loopbackHost.test(host) || (publicHost !== null && host === publicHost);
  };
  return { hasOrigin, hasHost: (host) => hasOrigin(`http://${host}`) };
}

/**
 * Refuses a request whose `Host` is no name of this machine: a page from elsewhere whose name an attacker has pointed at
 * 127.0.0.1 (DNS rebinding) would otherwise read every answer as its own origin's.
 */
export function requireLocalHost(names: LocalNames): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    if (names.hasHost(host)) return next();
    const message =
      'The emulator answers under names of this machine only. For another name, give it as publicUrl.';
    return c.json({ message }, 403);
  };
}

/**
 * Refuses a request that a page from elsewhere sent (cross-site request forgery), and lets local pages of other ports
 * read the answers.
 */
export function requireLocalPage(names: LocalNames): MiddlewareHandler[] {
  return [
    async (c, next) => {
      const origin = c.req.header('origin');
      if (origin === undefined || names.hasOrigin(origin)) return next();
      return c.json({ message: 'The control API answers programs and pages of this machine only.' }, 403);
    },
    cors({
      origin: (origin) => (names.hasOrigin(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['content-type'],
      maxAge: 600,
    }),
  ];
}

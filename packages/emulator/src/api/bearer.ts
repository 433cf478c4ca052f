// Who calls an API route: the bearer token of the request, checked against the register.
import type { MiddlewareHandler } from 'hono';
import type { IssuedToken, IssuedTokens } from '../token-endpoint/issued-tokens.js';

/** What a route behind `requireBearer` can read. */
export interface BearerEnv {
  Variables: { token: IssuedToken };
}

/**
 * Lets a request through that carries a usable token of `kind`. Unknown, expired and revoked tokens get 401
 * (RFC 6750 section 3.1); a good token of the other kind gets 403.
 */
export function requireBearer(issued: IssuedTokens, kind: IssuedToken['kind']): MiddlewareHandler<BearerEnv> {
  return async (c, next) => {
    const presented = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const token = presented === undefined ? null : issued.findUsable(presented);
    if (token === null) {
      c.header('WWW-Authenticate', presented === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
      return c.json({ message: 'Authorization has been denied for this request.' }, 401);
    }
    if (token.kind !== kind) {
      return c.json(
        { message: `This is a ${token.kind} access token; a ${kind} access token is needed.` },
        403,
      );
    }
    c.set('token', token);
    return next();
  };
}

// Checks the bearer token of a request against the issued tokens and the rate limit.
import type { Context, MiddlewareHandler } from 'hono';
import { readBearer, type EmulatorEnv } from '../traffic/emulator-env.js';
import type { IssuedToken, IssuedTokens } from '../tokens/issued-tokens.js';
import type { RateLimit, RateLimiter } from '../traffic/rate-limiter.js';

/** What the check works with. */
export interface BearerContext {
  issued: IssuedTokens;
  rateLimiter: RateLimiter;
  /** Read for every call; `null` for no limit. */
  rateLimit: () => RateLimit | null;
}

/**
 * Lets a request through that carries a usable token of `kind`. Unknown, expired and revoked tokens get 401
 * (RFC 6750 section 3.1), a good token of the other kind 403, a caller over its rate limit 429.
 */
export function requireBearer(
  context: BearerContext,
  kind: IssuedToken['kind'],
): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const presented = readBearer(c.req.header('authorization'));
    const token = presented === null ? null : context.issued.use(presented, c.req.header('origin') ?? null);
    if (token === null) {
      c.header('WWW-Authenticate', presented === null ? 'Bearer' : 'Bearer error="invalid_token"');
      return c.json({ message: 'Authorization has been denied for this request.' }, 401);
    }
    c.set('token', token);
    if (token.kind !== kind) {
      return c.json(
        { message: `This is a ${token.kind} access token; a ${kind} access token is needed.` },
        403,
      );
    }
    if (isOverLimit(c, context, token)) {
      return c.json({ message: 'API calls quota exceeded. See the RateLimit headers.' }, 429);
    }
    return next();
  };
}

function isOverLimit(c: Context<EmulatorEnv>, context: BearerContext, token: IssuedToken): boolean {
  const limit = context.rateLimit();
  if (limit === null) return false;
  const state = context.rateLimiter.count(token.participantId ?? 'administration', limit);
  c.header('RateLimit-Limit', String(state.limit));
  c.header('RateLimit-Remaining', String(state.remaining));
  c.header('RateLimit-Reset', String(state.resetSeconds));
  return state.exceeded;
}

/** The scopes whose names are verified in vendor documents. A token may have other scopes; no route asks for them. */
export type VerifiedScope =
  | 'Participant:read'
  | 'Project:read'
  | 'SurveyTasks:read'
  | 'SurveyAnswers:read'
  | 'Notifications:read'
  | 'DataCollectionSettings:read'
  | 'ExternalAccounts:read'
  | 'ExternalAccounts:connect';

/** Lets a token through that has the scope, or `api`, which grants all; others get 403 (RFC 6750 section 3.1). */
export function requireScope(scope: VerifiedScope): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const granted = c.get('token')?.scope.split(' ') ?? [];
    if (granted.includes(scope) || granted.includes('api')) return next();
    c.header('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
    return c.json({ message: `The access token lacks the scope ${scope}.` }, 403);
  };
}

// Who is signed in: random session IDs in an HttpOnly cookie, the rest in this process's memory.
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { SignedInSession } from './answers.js';

/** The sessions of a server. */
export interface Sessions {
  /** The session of a request, or `null` when nobody is signed in. */
  find(request: Request): SignedInSession | null;
  /** Signs a participant in, ending the session that the request may have had. */
  begin(context: Context, participantIdentifier: string): SignedInSession;
  end(context: Context): void;
}

const cookieName = 'mdh_demo_session';

export function createSessions(): Sessions {
  const sessions = new Map<string, SignedInSession>();
  // Strict: a request that another site starts never carries the cookie. A real site adds `secure: true`.
  const cookieOptions = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;

  const end = (context: Context): void => {
    sessions.delete(idOf(context.req.raw));
    deleteCookie(context, cookieName, cookieOptions);
  };

  return {
    find: (request) => sessions.get(idOf(request)) ?? null,
    begin(context, participantIdentifier) {
      end(context);
      const id = randomBytes(32).toString('base64url');
      const session = { participantIdentifier, key: randomBytes(16).toString('base64url') };
      sessions.set(id, session);
      setCookie(context, cookieName, id, cookieOptions);
      return session;
    },
    end,
  };
}

function idOf(request: Request): string {
  return parse(request.headers.get('Cookie') ?? '', cookieName)[cookieName] ?? '';
}

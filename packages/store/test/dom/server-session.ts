// The session on the app's server, as an authenticator: it answers for whoever is signed in.
import { TokenError, type TokenSource } from '../../src/index.js';

export interface ServerSession {
  participant: string;
  isOver: boolean;
  readonly authenticator: TokenSource;
}

export function serverSession(lifeSeconds = 3600): ServerSession {
  let issued = 0;
  const session: ServerSession = {
    participant: 'ada',
    isOver: false,
    async authenticator() {
      if (session.isOver) throw new TokenError('unauthenticated', 'the session is over');
      issued += 1;
      return {
        access_token: `${session.participant}-${issued}`,
        expires_in: lifeSeconds,
        token_type: 'Bearer',
        subject: session.participant,
      };
    },
  };
  return session;
}

// The tokens of a world: what is answered with one, with all that one client or another reads, and whether it is still accepted, both by the true time.
import { clientId, identityDomain } from './addresses.js';
import type { GoTrueAnswer } from './token-answer.js';
import { jsonWebToken } from './json-web-token.js';

/** Longer than any scenario: a session is not what is tested. */
const sessionSeconds = 36_000;

export interface IssuedTokens {
  issue(nowMs: number, lifeSeconds: number): GoTrueAnswer;
  /** The last answer again, with the life that is left; a new one if that has ended. */
  repeat(nowMs: number, lifeSeconds: number): GoTrueAnswer;
  isAccepted(accessToken: string, nowMs: number): boolean;
}

export function createIssuedTokens(): IssuedTokens {
  const expiries = new Map<string, number>();
  let last: GoTrueAnswer | null = null;
  const issued: IssuedTokens = {
    issue(nowMs, lifeSeconds) {
      const iat = Math.floor(nowMs / 1000);
      const exp = iat + lifeSeconds;
      // In the distant past, as LiveKit's servers write it.
      const nbf = 1;
      const person = { sub: 'p-1', jti: String(expiries.size), iat, nbf };
      const access_token = jsonWebToken({ ...person, exp });
      expiries.set(access_token, exp * 1000);
      const session = { ...person, exp: iat + sessionSeconds };
      last = {
        access_token,
        expires_in: lifeSeconds,
        token_type: 'Bearer',
        refresh_token: jsonWebToken(session),
        id_token: jsonWebToken({ ...session, iss: `https://${identityDomain}/`, aud: clientId }),
        scope: 'openid offline_access',
        expires_at: exp,
        user: { id: 'p-1' },
      };
      return last;
    },
    repeat(nowMs, lifeSeconds) {
      const leftSeconds = last === null ? 0 : last.expires_at - Math.ceil(nowMs / 1000);
      return last === null || leftSeconds < 1
        ? issued.issue(nowMs, lifeSeconds)
        : { ...last, expires_in: leftSeconds };
    },
    isAccepted: (accessToken, nowMs) => nowMs < (expiries.get(accessToken) ?? 0),
  };
  return issued;
}

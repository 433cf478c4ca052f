// The access tokens that were issued, and which of them are good now.
import { randomBytes } from 'node:crypto';

/** An access token, as the emulator remembers it. */
export interface IssuedToken {
  /** 32 lower-case hex digits: a reference token like those of MyDataHelps, nothing to decode. */
  readonly accessToken: string;
  readonly kind: 'service' | 'participant';
  /** The internal participant ID; `null` for a service token. */
  readonly participantId: string | null;
  readonly scope: string;
  /** Epoch milliseconds on the emulator's clock. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When it was revoked; `null` while it was not. */
  readonly revokedAt: number | null;
}

/** Which tokens to revoke: every field that is given must match. */
export interface TokenFilter {
  accessToken?: string;
  kind?: IssuedToken['kind'];
  participantId?: string;
}

/** The register of issued tokens. */
export interface IssuedTokens {
  issue(token: Pick<IssuedToken, 'kind' | 'participantId' | 'scope'>, lifetimeSeconds: number): IssuedToken;
  /** The token if it is known, unexpired and not revoked. */
  findUsable(accessToken: string): IssuedToken | null;
  /** Revokes the usable tokens that match, and says how many there were. */
  revoke(filter: TokenFilter): number;
  /** Oldest first. */
  list(): readonly IssuedToken[];
}

/** Enough for any test to look back on, and a bound for an emulator that runs for weeks. */
const remembered = 10_000;

/** A register on the clock `now` (epoch milliseconds). */
export function createIssuedTokens(now: () => number): IssuedTokens {
  const tokens = new Map<string, IssuedToken>();
  const isUsable = (token: IssuedToken): boolean => token.revokedAt === null && now() < token.expiresAt;

  return {
    issue(described, lifetimeSeconds) {
      const issuedAt = now();
      const token: IssuedToken = {
        ...described,
        accessToken: randomBytes(16).toString('hex'),
        issuedAt,
        expiresAt: issuedAt + lifetimeSeconds * 1000,
        revokedAt: null,
      };
      tokens.set(token.accessToken, token);
      const [oldest] = tokens.keys();
      if (tokens.size > remembered && oldest !== undefined) tokens.delete(oldest);
      return token;
    },
    findUsable(accessToken) {
      const token = tokens.get(accessToken);
      return token !== undefined && isUsable(token) ? token : null;
    },
    revoke(filter) {
      const matching = [...tokens.values()].filter((token) => isUsable(token) && matches(token, filter));
      for (const token of matching) tokens.set(token.accessToken, { ...token, revokedAt: now() });
      return matching.length;
    },
    list: () => [...tokens.values()],
  };
}

function matches(token: IssuedToken, filter: TokenFilter): boolean {
  return (
    (filter.accessToken === undefined || filter.accessToken === token.accessToken) &&
    (filter.kind === undefined || filter.kind === token.kind) &&
    (filter.participantId === undefined || filter.participantId === token.participantId)
  );
}

// The access tokens that were issued, which of them are good now, and who uses them.
import { randomBytes } from 'node:crypto';
import { isSame } from '../matching.js';

/** An access token, as the emulator remembers it. */
export interface IssuedToken {
  /** A name for the token that opens nothing: what the control API shows in its place. */
  readonly id: string;
  /** 32 lower-case hex digits: a reference token like those of MyDataHelps, nothing to decode. */
  readonly accessToken: string;
  readonly kind: 'service' | 'participant';
  /** The internal participant ID; `null` for a service token. */
  readonly participantId: string | null;
  readonly scope: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** When it was revoked; `null` while it was not. */
  readonly revokedAt: number | null;
  /** How often it was presented while it was good. */
  readonly calls: number;
  readonly lastUsedAt: number | null;
  /** The `Origin` of the page that presented it last; `null` if no browser sent one. */
  readonly lastOrigin: string | null;
}

/** Which tokens to revoke: every field that is given must match. */
export interface TokenFilter {
  id?: string;
  accessToken?: string;
  kind?: IssuedToken['kind'];
  participantId?: string;
}

/** The register of issued tokens. */
export interface IssuedTokens {
  issue(token: Pick<IssuedToken, 'kind' | 'participantId' | 'scope'>, lifetimeSeconds: number): IssuedToken;
  /** The token if it was ever issued. */
  find(accessToken: string): IssuedToken | null;
  /** The token if it is known, unexpired and not revoked. */
  findUsable(accessToken: string): IssuedToken | null;
  /** The same, and counts the use. */
  use(accessToken: string, origin: string | null): IssuedToken | null;
  /** Revokes the usable tokens that match, and says how many there were. */
  revoke(filter: TokenFilter): number;
  /** Oldest first. The oldest unusable tokens are forgotten in the end. */
  list(): readonly IssuedToken[];
  /** How many were ever issued. */
  readonly total: number;
}

/**
 * Beyond this number, the oldest unusable tokens are forgotten. It is enough for any test to look back on, and a bound
 * for an emulator that runs for weeks. A usable token is never forgotten, since its holder would be refused.
 */
const remembered = 10_000;

/** Tokens issued between two looks for what can be forgotten. */
const betweenSweeps = 1000;

/** A register on the clock `now` (epoch milliseconds). */
export function createIssuedTokens(now: () => number): IssuedTokens {
  const tokens = new Map<string, IssuedToken>();
  let total = 0;
  let nextSweepAt = remembered;
  const isUsable = (token: IssuedToken): boolean => token.revokedAt === null && now() < token.expiresAt;
  const findUsable = (accessToken: string): IssuedToken | null => {
    const token = tokens.get(accessToken);
    return token !== undefined && isUsable(token) ? token : null;
  };

  return {
    issue(described, lifetimeSeconds) {
      const issuedAt = now();
      total += 1;
      const token: IssuedToken = {
        ...described,
        id: `token-${total}`,
        accessToken: randomBytes(16).toString('hex'),
        issuedAt,
        expiresAt: issuedAt + lifetimeSeconds * 1000,
        revokedAt: null,
        calls: 0,
        lastUsedAt: null,
        lastOrigin: null,
      };
      tokens.set(token.accessToken, token);
      if (tokens.size > nextSweepAt) forget();
      return token;
    },
    find: (accessToken) => tokens.get(accessToken) ?? null,
    findUsable,
    use(accessToken, origin) {
      const token = findUsable(accessToken);
      if (token === null) return null;
      const used = { ...token, calls: token.calls + 1, lastUsedAt: now(), lastOrigin: origin };
      tokens.set(accessToken, used);
      return used;
    },
    revoke(filter) {
      const matching = [...tokens.values()].filter((token) => isUsable(token) && matches(token, filter));
      for (const token of matching) tokens.set(token.accessToken, { ...token, revokedAt: now() });
      return matching.length;
    },
    list: () => [...tokens.values()],
    get total() {
      return total;
    },
  };

  function forget(): void {
    let excess = tokens.size - remembered;
    for (const [accessToken, token] of tokens) {
      if (excess <= 0) break;
      if (isUsable(token)) continue;
      tokens.delete(accessToken);
      excess -= 1;
    }
    nextSweepAt = Math.max(remembered, tokens.size) + betweenSweeps;
  }
}

function matches(token: IssuedToken, filter: TokenFilter): boolean {
  return (
    (filter.id === undefined || filter.id === token.id) &&
    (filter.accessToken === undefined || filter.accessToken === token.accessToken) &&
    (filter.kind === undefined || filter.kind === token.kind) &&
    isSame(token.participantId ?? undefined, filter.participantId)
  );
}

// Participant access tokens: cached while at least half of their life is left, one call per participant at a time.
import { isTransient } from '../authenticator-error.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { createSingleFlight } from '../single-flight.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import { createBypass } from './bypass.js';
import { issueInto, renewShared, toEntry } from './shared-renewal.js';
import type { IssuedToken } from './token-endpoint.js';

/** One participant and scope. */
export interface TokenTarget {
  participantId: string;
  scope: string;
}

/** Gives tokens of participants. */
export type ParticipantTokens = (target: TokenTarget, fresh: boolean) => MaybePromise<CacheEntry>;

/** Not worth sending: it would be over before the page has used it. */
const tooShortMs = 2_000;

/** What participant tokens are made with. */
export interface ParticipantTokenContext {
  /** `null` asks MyDataHelps each time. */
  cache: TokenCache | null;
  /** Whose tokens these are: several service accounts may share a cache. */
  prefix: string;
  /** Asks MyDataHelps for a token. */
  issue: (target: TokenTarget) => Promise<IssuedToken>;
  /** How long `issue` takes at most. */
  longestCallMs: number;
  /** How long another process of a fleet may take before this one asks by itself. */
  othersMs: number;
}

/** A token in hand outlives a failure of MyDataHelps: it is given as long as it is good for something. */
export function createParticipantTokens(context: ParticipantTokenContext): ParticipantTokens {
  const { cache, prefix, issue, longestCallMs, othersMs } = context;
  const fly = createSingleFlight<CacheEntry>(longestCallMs);
  const bypass = createBypass(longestCallMs);

  function renew(key: string, target: TokenTarget): Promise<CacheEntry> {
    const call = () => issue(target);
    if (cache === null) return call().then(toEntry);
    return renewShared({ cache, key, isWanted: isLasting, issue: call, maxMs: othersMs });
  }

  function renewUnless(found: CacheEntry | null, key: string, target: TokenTarget): MaybePromise<CacheEntry> {
    if (found !== null && isLasting(found)) return found;
    return fly(key, async () => {
      try {
        return await renew(key, target);
      } catch (error) {
        if (found !== null && found.remainingMs > tooShortMs && isTransient(error)) return found;
        throw error;
      }
    });
  }

  return (target, fresh) => {
    // Scopes have no line ends: whatever an ID is made of, it cannot pass for another ID with other scopes.
    const key = `${prefix}participant ${target.scope}\n${target.participantId}`;
    if (fresh && cache !== null) {
      // Not one of the flights below: they may end in the cache.
      const renewal = bypass(key, () => issueInto({ cache, key, issue: () => issue(target) }));
      if (renewal !== null) return renewal;
    }
    return chain(cache === null ? null : cache.get(key), (found) => renewUnless(found, key, target));
  };
}

/** Young enough to be given to a page. */
const isLasting = ({ remainingMs, lifetimeMs }: CacheEntry): boolean => remainingMs >= lifetimeMs / 2;

/**
 * Whole seconds of life left, as the wire wants them. A new token's `expires_in` is passed on as it is; for an older
 * one the age is rounded up.
 */
export function toExpiresIn({ lifetimeMs, remainingMs }: CacheEntry): number {
  const ageMs = lifetimeMs - remainingMs;
  const left = ageMs < 1000 ? Math.floor(lifetimeMs / 1000) : Math.floor(remainingMs / 1000);
  return Math.max(1, left);
}

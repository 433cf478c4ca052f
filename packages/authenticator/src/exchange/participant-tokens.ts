// Participant access tokens: cached while at least half of their life is left, one call per participant at a time.
import { isTransient } from '../authenticator-error.js';
import type { WaitUntil } from '../background.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { Meter } from '../measure.js';
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

/** What a caller wants of the cache. */
export interface TokenWish {
  /** Nothing: MyDataHelps is asked. */
  fresh: boolean;
  /** A token that is nearly new: the caller holds the one that the cache has, and means to replace it. */
  preferNew: boolean;
  waitUntil?: WaitUntil | undefined;
}

/** A token, and when the cache would give a newer one. */
export interface GivenToken {
  entry: CacheEntry;
  /** `null` where it is new, or where no newer one could be had. Milliseconds. */
  newerInMs: number | null;
}

/** Gives tokens of participants. */
export type ParticipantTokens = (target: TokenTarget, wish: TokenWish) => MaybePromise<GivenToken>;

/** Not worth sending: it would be over before the page has used it. */
const tooShortMs = 2_000;

/** A page asks again after a twentieth of a life at the earliest: who asks much sooner is another one. */
const nearlyNew = 1 / 25;

/** What participant tokens are made with. */
export interface ParticipantTokenContext {
  /** `null` asks MyDataHelps each time. */
  cache: TokenCache | null;
  /** Whose tokens these are: several service accounts may share a cache. */
  prefix: string;
  /** Asks MyDataHelps for a token. */
  issue: (target: TokenTarget, waitUntil?: WaitUntil) => Promise<IssuedToken>;
  /** What a caller waits for at most. */
  timeoutMs: number;
  meter: Meter;
}

/** A token in hand outlives a failure of MyDataHelps: it is given as long as it is good for something. */
export function createParticipantTokens(context: ParticipantTokenContext): ParticipantTokens {
  const { cache, prefix, issue, timeoutMs } = context;
  const giveOrRenew = createGiveOrRenew(context);
  const bypass = createBypass(timeoutMs);
  return (target, wish) => {
    // Scopes have no line ends: whatever an ID is made of, it cannot pass for another ID with other scopes.
    const key = `${prefix}participant ${target.scope}\n${target.participantId}`;
    if (wish.fresh && cache !== null) {
      // Not one of the flights of others: they may end in the cache.
      const renewal = bypass(key, () =>
        issueInto({ cache, key, issue: () => issue(target, wish.waitUntil) }),
      );
      if (renewal !== null) return renewal.then((entry) => ({ entry, newerInMs: null }));
    }
    return chain(cache === null ? null : cache.get(key), (found) =>
      giveOrRenew({ key, target, wish, found: found ?? null }),
    );
  };
}

/** A wish, and what the cache has for it. */
interface Case {
  key: string;
  target: TokenTarget;
  wish: TokenWish;
  found: CacheEntry | null;
}

function createGiveOrRenew(context: ParticipantTokenContext): (one: Case) => MaybePromise<GivenToken> {
  const { cache, timeoutMs, meter } = context;
  const onJoin = meter === null ? undefined : () => meter({ kind: 'join', call: 'participant_token' });
  const fly = createSingleFlight<GivenToken>({ joinMs: timeoutMs / 2, onJoin });
  return (one) => {
    const { key, wish, found } = one;
    const isHit = found !== null && isGoodEnough(found, wish);
    if (cache !== null) meter?.({ kind: 'cache', cache: 'participant_token', isHit });
    if (isHit) return fromCache(found);
    return fly(key, async () => {
      try {
        return { entry: await renew(one, context), newerInMs: null };
      } catch (error) {
        if (found === null || found.remainingMs <= tooShortMs || !isTransient(error)) throw error;
        return { entry: found, newerInMs: null };
      }
    });
  };
}

function renew(
  { key, target, wish }: Case,
  { cache, issue, timeoutMs }: ParticipantTokenContext,
): Promise<CacheEntry> {
  const call = () => issue(target, wish.waitUntil);
  if (cache === null) return call().then(toEntry);
  const isWanted = (entry: CacheEntry): boolean => isGoodEnough(entry, wish);
  // Callers must not run out of time because a process of the fleet has died.
  return renewShared({ cache, key, isWanted, issue: call, maxMs: timeoutMs / 3 });
}

/** Young enough to be given to a page. */
function isGoodEnough({ remainingMs, lifetimeMs }: CacheEntry, { preferNew }: TokenWish): boolean {
  const least = preferNew ? lifetimeMs * (1 - nearlyNew) : lifetimeMs / 2;
  return remainingMs >= Math.max(least, 1_000);
}

function fromCache(entry: CacheEntry): GivenToken {
  return { entry, newerInMs: Math.max(0, entry.remainingMs - entry.lifetimeMs / 2) };
}

/**
 * Whole seconds of life left, as the wire wants them. A new token's `expires_in` is passed on as it is; for an older
 * one the age is rounded up.
 */
export function toExpiresIn({ lifetimeMs, remainingMs }: CacheEntry): number {
  const ageMs = lifetimeMs - remainingMs;
  const left = ageMs < 1000 ? Math.floor(lifetimeMs / 1000) : Math.floor(remainingMs / 1000);
  return Math.max(1, left);
}

/** Whole seconds until a newer one can be had, rounded up: to ask too early would bring the same token. */
export function toRefreshIn(newerInMs: number): number {
  return Math.floor(newerInMs / 1000) + 1;
}

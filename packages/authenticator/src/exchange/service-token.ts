// The service access token: one for all requests, renewed before it ends, by one call however many wait.
import { sharesWork } from '#platform';
import { keepAlive, type WaitUntil } from '../background.js';
import type { Meter } from '../measure.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import { createSingleFlight } from '../single-flight.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import { renewShared, toEntry } from './shared-renewal.js';
import type { IssuedToken } from './token-endpoint.js';

/** A service token and its age. */
export interface ServiceToken {
  value: string;
  /** Milliseconds since the request for it left. */
  ageMs: number;
}

/** Holds the service access token. */
export interface ServiceTokens {
  /** A token that outlives the call it is meant for. */
  get(waitUntil?: WaitUntil): Promise<ServiceToken>;
  /** Another token than the refused one; `null` when the refused one is so young that its age cannot be the reason. */
  replace(refused: string): Promise<ServiceToken | null>;
}

/** What the service token is made with. */
export interface ServiceTokenContext {
  /** Asks MyDataHelps for a token. */
  grant: () => Promise<IssuedToken>;
  /** A cache that a fleet shares, and the name of the token there. */
  shared: { cache: TokenCache; key: string } | null;
  /** What a call with the token may take, and so how much life it must have left. */
  timeoutMs: number;
  /** Told about a renewal that failed while the token in hand is still good. */
  onBackgroundFailure: (error: unknown) => void;
  meter: Meter;
}

/** A token younger than this was not refused for its age. */
export const youngMs = 10_000;

/** After a renewal in the background failed, requests go on with the token in hand and leave MyDataHelps alone. */
const pauseAfterFailureMs = 5_000;

interface Held {
  entry: CacheEntry;
  since: Instant;
}

/** Not so near its end that a renewal should start. */
const isLasting = (remaining: number, { lifetimeMs }: CacheEntry): boolean =>
  remaining > Math.min(60_000, lifetimeMs / 4);

/** Nothing is asked for before the first call of `get`. */
export function createServiceTokens(context: ServiceTokenContext): ServiceTokens {
  const { grant, shared, timeoutMs, onBackgroundFailure, meter } = context;
  const onJoin = meter === null ? undefined : () => meter({ kind: 'join', call: 'service_token' });
  const fly = createSingleFlight<ServiceToken>({ joinMs: timeoutMs / 2, onJoin });
  let held: Held | null = null;
  /** No renewal in the background begins before this much time has passed since then. */
  let rest: { since: Instant; lastsMs: number } | null = null;

  const remainingMs = ({ entry, since }: Held): number => entry.remainingMs - elapsedMs(since, readClocks());
  const toToken = (one: Held): ServiceToken => ({
    value: one.entry.value,
    ageMs: one.entry.lifetimeMs - remainingMs(one),
  });

  function obtain(refused: string | null): Promise<CacheEntry> {
    if (shared === null) return grant().then(toEntry);
    return renewShared({
      ...shared,
      isWanted: (entry) => entry.value !== refused && isLasting(entry.remainingMs, entry),
      issue: grant,
      maxMs: timeoutMs / 3,
    });
  }

  function renew(refused: string | null): Promise<ServiceToken> {
    return fly('service', async () => {
      const entry = await obtain(refused);
      held = { entry, since: readClocks() };
      rest = null;
      meter?.({ kind: 'service_token', expiresInSeconds: entry.remainingMs / 1000 });
      return toToken(held);
    });
  }

  function renewBehind(waitUntil: WaitUntil | undefined): void {
    // Nobody would see to its end.
    if (!sharesWork() && waitUntil === undefined) return;
    if (rest !== null && elapsedMs(rest.since, readClocks()) < rest.lastsMs) return;
    rest = { since: readClocks(), lastsMs: timeoutMs };
    const renewal = renew(null).then(
      () => undefined,
      (error: unknown) => {
        rest = { since: readClocks(), lastsMs: pauseAfterFailureMs };
        onBackgroundFailure(error);
      },
    );
    keepAlive(renewal, waitUntil);
  }

  return {
    async get(waitUntil) {
      if (held === null) return renew(null);
      const { entry } = held;
      const remaining = remainingMs(held);
      if (remaining <= Math.min(timeoutMs, entry.lifetimeMs / 8)) return renew(null);
      if (!isLasting(remaining, entry)) renewBehind(waitUntil);
      return toToken(held);
    },
    async replace(refused) {
      if (held !== null && held.entry.value !== refused) return toToken(held);
      if (held !== null && toToken(held).ageMs < youngMs) return null;
      const other = await renew(refused);
      // A flight that was joined may have taken the refused one from a shared cache.
      return other.value === refused ? null : other;
    },
  };
}

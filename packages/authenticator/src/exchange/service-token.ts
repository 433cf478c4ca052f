// The service access token: one for all requests, renewed before it ends, by one call however many wait.
import { sharesWork } from '#platform';
import { keepAlive, type WaitUntil } from '../background.js';
import type { MaybePromise } from '../maybe-promise.js';
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
  get(waitUntil?: WaitUntil): MaybePromise<ServiceToken>;
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

const remainingMs = ({ entry, since }: Held): number => entry.remainingMs - elapsedMs(since, readClocks());

const toToken = ({ entry }: Held, remaining: number): ServiceToken => ({
  value: entry.value,
  ageMs: entry.lifetimeMs - remaining,
});

/** Nothing is asked for before the first call of `get`. */
export function createServiceTokens(context: ServiceTokenContext): ServiceTokens {
  const { timeoutMs, meter } = context;
  const onJoin = meter === null ? undefined : () => meter({ kind: 'join', call: 'service_token' });
  const fly = createSingleFlight<ServiceToken>({ joinMs: timeoutMs / 2, onJoin });
  const behind = createRenewalBehind(() => renew(null), context);
  let held: Held | null = null;

  function renew(refused: string | null): Promise<ServiceToken> {
    return fly('service', async () => {
      const entry = await obtain(refused, context);
      held = { entry, since: readClocks() };
      behind.resetPause();
      meter?.({ kind: 'service_token', expiresInSeconds: entry.remainingMs / 1000 });
      return toToken(held, remainingMs(held));
    });
  }

  return {
    get(waitUntil) {
      if (held === null) return renew(null);
      const { entry } = held;
      const remaining = remainingMs(held);
      if (remaining <= Math.min(timeoutMs, entry.lifetimeMs / 8)) return renew(null);
      if (!isLasting(remaining, entry)) behind.begin(waitUntil);
      return toToken(held, remaining);
    },
    async replace(refused) {
      const token = held === null ? null : toToken(held, remainingMs(held));
      if (token !== null && token.value !== refused) return token;
      if (token !== null && token.ageMs < youngMs) return null;
      const other = await renew(refused);
      // A flight that was joined may have taken the refused one from a shared cache.
      return other.value === refused ? null : other;
    },
  };
}

/** From MyDataHelps, or from another process of the fleet. */
function obtain(
  refused: string | null,
  { grant, shared, timeoutMs }: ServiceTokenContext,
): Promise<CacheEntry> {
  if (shared === null) return grant().then(toEntry);
  return renewShared({
    ...shared,
    isWanted: (entry) => entry.value !== refused && isLasting(entry.remainingMs, entry),
    issue: grant,
    maxMs: timeoutMs / 3,
  });
}

/** Renewals while requests go on with the token in hand: one at a time, and not right after one that failed. */
interface RenewalBehind {
  begin(waitUntil: WaitUntil | undefined): void;
  resetPause(): void;
}

function createRenewalBehind(
  renew: () => Promise<unknown>,
  { timeoutMs, onBackgroundFailure }: ServiceTokenContext,
): RenewalBehind {
  let pause: { since: Instant; lastsMs: number } | null = null;
  return {
    begin(waitUntil) {
      // Nobody would see to its end.
      if (!sharesWork() && waitUntil === undefined) return;
      if (pause !== null && elapsedMs(pause.since, readClocks()) < pause.lastsMs) return;
      pause = { since: readClocks(), lastsMs: timeoutMs };
      const renewal = renew().then(
        () => undefined,
        (error: unknown) => {
          pause = { since: readClocks(), lastsMs: pauseAfterFailureMs };
          onBackgroundFailure(error);
        },
      );
      keepAlive(renewal, waitUntil);
    },
    resetPause() {
      pause = null;
    },
  };
}

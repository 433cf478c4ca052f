// The service access token: one for all requests, renewed before it ends, by one call however many wait.
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import { createSingleFlight } from '../single-flight.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import { renewShared, toEntry } from './shared-renewal.js';
import type { IssuedToken } from './token-endpoint.js';

/** Holds the service access token. */
export interface ServiceTokens {
  /** A token that outlives the call it is meant for. */
  get(): Promise<string>;
  /**
   * Another token than the refused one; `null` when the refused one is so young that it cannot be the reason.
   */
  replace(refused: string): Promise<string | null>;
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
}

/** A token younger than this was not refused for its age. */
const youngMs = 10_000;

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
  const { grant, shared, timeoutMs, onBackgroundFailure } = context;
  const fly = createSingleFlight<string>(timeoutMs * 3);
  let held: Held | null = null;
  let failedAt: Instant | null = null;

  const remainingMs = ({ entry, since }: Held): number => entry.remainingMs - elapsedMs(since, readClocks());

  function obtain(refused: string | null): Promise<CacheEntry> {
    if (shared === null) return grant().then(toEntry);
    return renewShared({
      ...shared,
      isWanted: (entry) => entry.value !== refused && isLasting(entry.remainingMs, entry),
      issue: grant,
      maxMs: timeoutMs / 3,
    });
  }

  function renew(refused: string | null): Promise<string> {
    return fly('service', async () => {
      const entry = await obtain(refused);
      held = { entry, since: readClocks() };
      failedAt = null;
      return entry.value;
    });
  }

  function renewBehind(): void {
    if (failedAt !== null && elapsedMs(failedAt, readClocks()) < pauseAfterFailureMs) return;
    renew(null).catch((error: unknown) => {
      failedAt = readClocks();
      onBackgroundFailure(error);
    });
  }

  return {
    async get() {
      if (held === null) return renew(null);
      const { entry } = held;
      const remaining = remainingMs(held);
      if (remaining <= Math.min(timeoutMs, entry.lifetimeMs / 8)) return renew(null);
      if (!isLasting(remaining, entry)) renewBehind();
      return entry.value;
    },
    async replace(refused) {
      if (held !== null && held.entry.value !== refused) return held.entry.value;
      if (held !== null && held.entry.lifetimeMs - remainingMs(held) < youngMs) return null;
      return renew(refused);
    },
  };
}

// One process of a fleet renews, the others take what it brings.
import { elapsedMs, readClocks } from '../platform/clock.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import type { IssuedToken } from './token-endpoint.js';

/** How a token of the cache is renewed. */
export interface Renewal {
  cache: TokenCache;
  key: string;
  /** Whether an entry that another process brought will do. */
  isWanted: (entry: CacheEntry) => boolean;
  issue: () => Promise<IssuedToken>;
  /** How long another process may take before this one goes ahead by itself. */
  maxMs: number;
}

const pollMs = 50;

/** Renews under the lease of a shared cache; at once where the cache knows no leases. */
export async function renewShared(renewal: Renewal): Promise<CacheEntry> {
  const { cache, key, isWanted, maxMs } = renewal;
  const since = readClocks();
  while (cache.lease !== undefined && elapsedMs(since, readClocks()) < maxMs) {
    const release = await cache.lease(key, maxMs);
    const found = await cache.get(key);
    const usable = found !== null && found !== undefined && isWanted(found) ? found : null;
    if (release !== null && release !== undefined) {
      try {
        return usable ?? (await issueInto(renewal));
      } finally {
        await release();
      }
    }
    if (usable !== null) return usable;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return issueInto(renewal);
}

/** Asks MyDataHelps and keeps the answer. */
export async function issueInto({
  cache,
  key,
  issue,
}: Pick<Renewal, 'cache' | 'key' | 'issue'>): Promise<CacheEntry> {
  const entry = toEntry(await issue());
  await cache.set(key, entry);
  return entry;
}

/** A token as it is cached. */
export function toEntry({ accessToken, lifetimeMs, ageMs }: IssuedToken): CacheEntry {
  return { value: accessToken, lifetimeMs, remainingMs: lifetimeMs - ageMs };
}

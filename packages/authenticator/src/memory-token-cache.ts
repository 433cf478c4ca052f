// The default cache: this process's memory.
import { LRUCache } from 'lru-cache';
import { elapsedMs, readClocks, type Instant } from './platform/clock.js';
import type { CacheEntry, TokenCache } from './token-cache.js';

interface Held {
  entry: CacheEntry;
  since: Instant;
}

/**
 * A cache in memory. The least recently used entry goes when it is full.
 *
 * @param options `maxEntries`: default 10,000, some 3 MB
 */
export function createMemoryTokenCache(options: { maxEntries?: number } = {}): TokenCache {
  const held = new LRUCache<string, Held>({ max: options.maxEntries ?? 10_000 });
  return {
    get(key) {
      const found = held.get(key);
      if (found === undefined) return null;
      const remainingMs = found.entry.remainingMs - elapsedMs(found.since, readClocks());
      if (remainingMs > 0) return { ...found.entry, remainingMs };
      held.delete(key);
      return null;
    },
    set(key, entry) {
      held.set(key, { entry, since: readClocks() });
    },
    delete(key) {
      held.delete(key);
    },
  };
}

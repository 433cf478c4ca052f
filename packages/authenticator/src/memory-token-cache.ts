// The default cache: this process's memory.
import { LRUCache } from 'lru-cache';
import { invalidOption } from './option-problems.js';
import { elapsedMs, readClocks, type Instant } from './platform/clock.js';
import type { CacheEntry, TokenCache } from './token-cache.js';

/** The bounds of a cache in memory. */
export interface MemoryTokenCacheOptions {
  /** Default 10,000: some 3 MB of tokens as MyDataHelps gives them. */
  maxEntries?: number | undefined;
  /** Of the texts in it. Default 32 MiB. */
  maxBytes?: number | undefined;
}

interface Held {
  entry: CacheEntry;
  since: Instant;
}

/** Of an entry's objects, besides its texts. */
const bytesPerEntry = 200;

/**
 * A cache in memory. The least recently used entry goes when it is full.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function createMemoryTokenCache(options: MemoryTokenCacheOptions = {}): TokenCache {
  const held = new LRUCache<string, Held>({
    max: readBound('maxEntries', options.maxEntries ?? 10_000),
    maxSize: readBound('maxBytes', options.maxBytes ?? 32 * 1024 * 1024),
    // Texts of letters and digits take a byte a character.
    sizeCalculation: ({ entry }, key) => key.length + entry.value.length + bytesPerEntry,
  });
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

function readBound(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw invalidOption(option, `is ${String(value)}, expected a whole number above 0`, 'Leave it out.');
}

// The cache that a fleet shares.
import { randomUUID } from 'node:crypto';
import { createMemoryTokenCache } from '../memory-token-cache.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import type { RedisLink } from './redis-link.js';
import type { SealedValues } from './sealed-values.js';

/** Deletes a lease only while it is still one's own. */
const releaseScript =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/**
 * Entries live in Redis, sealed, for as long as the token does; Redis' own clock counts. What this process has seen is
 * kept in its memory, too, so that it goes on with it while Redis is away.
 */
export function createRedisTokenCache(link: RedisLink, sealed: SealedValues, prefix: string): TokenCache {
  const memory = createMemoryTokenCache();
  const keyOf = (kind: string, key: string): string => `${prefix}${kind}:${sealed.name(key)}`;

  return {
    async get(key) {
      const name = keyOf('token', key);
      const answer = await link.attempt((client) => client.multi().getBuffer(name).pttl(name).exec());
      if (answer === null) return memory.get(key);
      const [value, ttl] = (answer.value ?? []).map(([error, result]) => (error === null ? result : null));
      if (!Buffer.isBuffer(value) || typeof ttl !== 'number' || ttl <= 0) return null;
      const entry = toEntry(sealed.open(name, value), ttl);
      if (entry !== null) await memory.set(key, entry);
      return entry;
    },
    async set(key, entry) {
      await memory.set(key, entry);
      const name = keyOf('token', key);
      const text = JSON.stringify([entry.value, entry.lifetimeMs]);
      const ttl = Math.floor(entry.remainingMs);
      if (ttl > 0) await link.attempt((client) => client.set(name, sealed.seal(name, text), 'PX', ttl));
    },
    async delete(key) {
      await memory.delete(key);
      await link.attempt((client) => client.del(keyOf('token', key)));
    },
    async lease(key, maxMs) {
      const name = keyOf('lease', key);
      const holder = randomUUID();
      const answer = await link.attempt((client) => client.set(name, holder, 'PX', Math.ceil(maxMs), 'NX'));
      if (answer === null) return async () => undefined;
      if (answer.value === null) return null;
      return async () => {
        await link.attempt((client) => client.eval(releaseScript, 1, name, holder));
      };
    },
  };
}

/** What Redis says is left of a life is not sealed, so it is believed up to the whole of it. */
function toEntry(text: string | null, ttl: number): CacheEntry | null {
  if (text === null) return null;
  const [value, lifetimeMs] = JSON.parse(text) as [string, number];
  return { value, lifetimeMs, remainingMs: Math.min(ttl, lifetimeMs) };
}

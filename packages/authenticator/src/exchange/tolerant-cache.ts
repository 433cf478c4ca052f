// The cache of an app, which may fail: it saves calls, and must not stand in the way of a token.
import { AuthenticatorError } from '../authenticator-error.js';
import { waitFor } from '../bounded-wait.js';
import { createSampledLog } from '../sampled-log.js';
import { toLogFields } from '../log-fields.js';
import type { LogFields, Logger } from '../logger.js';
import { chain, isPromised, type MaybePromise } from '../maybe-promise.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';

/** What takes longer costs more than it saves. */
const longestMs = 1_000;

/** Takes a cache for empty where it throws, rejects, is slow or gives what is no entry, with a warning now and then. */
export function createTolerantCache(cache: TokenCache, logger: Logger): TokenCache {
  const { attempt, warn } = createTolerance(logger);
  const tolerant: TokenCache = {
    get: (key) =>
      chain(
        attempt<unknown>(() => cache.get(key), null),
        (found) => {
          if (found === null || found === undefined || isEntry(found)) return found;
          warn({}, 'the cache gave what is no entry');
          return null;
        },
      ),
    set: (key, entry) => attempt(() => cache.set(key, entry), undefined),
    delete: (key) => attempt(() => cache.delete(key), undefined),
  };
  if (cache.lease === undefined) return tolerant;
  return {
    ...tolerant,
    async lease(key, maxMs) {
      const release = await attempt(() => cache.lease!(key, maxMs), nothingToRelease);
      if (release === null || release === undefined) return null;
      return async () => attempt(release, undefined);
    },
  };
}

interface Tolerance {
  /** What `work` gives in time, else what there is otherwise. */
  attempt<T>(this: void, work: () => MaybePromise<T>, otherwise: T): MaybePromise<T>;
  warn(this: void, fields: LogFields, message: string): void;
}

function createTolerance(logger: Logger): Tolerance {
  const sample = createSampledLog();

  function warn(fields: LogFields, message: string): void {
    const sampled = sample(message, fields);
    if (sampled !== null) logger.warn(sampled, `${message}: it is taken for empty`);
  }

  function tell(error: unknown): void {
    const isLate = error instanceof AuthenticatorError && error.code === 'timeout';
    if (isLate) warn({ code: 'timeout' }, 'the cache did not answer in time');
    else warn(toLogFields(error), 'the cache failed');
  }

  return {
    warn,
    attempt<T>(work: () => MaybePromise<T>, otherwise: T): MaybePromise<T> {
      const fail = (error: unknown): T => {
        tell(error);
        return otherwise;
      };
      try {
        const done = work();
        return isPromised(done) ? Promise.resolve(waitFor(done, longestMs)).catch(fail) : done;
      } catch (error) {
        return fail(error);
      }
    },
  };
}

/** Who cannot be told whether another one renews does so. */
const nothingToRelease = async (): Promise<void> => undefined;

/** A life is a number and has an end: whatever else it is, no page can reckon with it. */
function isEntry(found: unknown): found is CacheEntry {
  const { value, lifetimeMs, remainingMs } = found as Partial<CacheEntry>;
  if (typeof value !== 'string' || value === '') return false;
  return Number.isFinite(remainingMs) && Number.isFinite(lifetimeMs) && remainingMs! <= lifetimeMs!;
}

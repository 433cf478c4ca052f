// The cache of an app, which may fail: it saves calls, and must not stand in the way of a token.
import { waitFor } from '../bounded-wait.js';
import { createSampledLog } from '../sampled-log.js';
import type { Logger } from '../logger.js';
import { chain, recover, type MaybePromise } from '../maybe-promise.js';
import type { CacheEntry, TokenCache } from '../token-cache.js';
import { warnOfFailure } from '../warn-of-failure.js';

/** What takes longer costs more than it saves. */
const longestMs = 1_000;

const failedCache = { part: 'the cache', consequence: 'it is taken for empty' };
const noEntry = 'the cache gave what is no entry';

/** Takes a cache for empty where it throws, rejects, is slow or gives what is no entry, with a warning now and then. */
export function createTolerantCache(cache: TokenCache, logger: Logger): TokenCache {
  const telling = { logger, sample: createSampledLog() };
  const attempt = createAttempt((error) => warnOfFailure(error, failedCache, telling));
  const tolerant: TokenCache = {
    get: (key) =>
      chain(
        attempt<unknown>(() => cache.get(key), null),
        (found) => {
          if (found === null || found === undefined || isEntry(found)) return found;
          const fields = telling.sample(noEntry, {});
          if (fields !== null) logger.warn(fields, `${noEntry}: ${failedCache.consequence}`);
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

/** What `work` gives in time, else what there is otherwise. */
type Attempt = <T>(work: () => MaybePromise<T>, otherwise: T) => MaybePromise<T>;

function createAttempt(tell: (error: unknown) => void): Attempt {
  return <T>(work: () => MaybePromise<T>, otherwise: T): MaybePromise<T> =>
    recover(
      () => waitFor(work(), longestMs),
      (error) => {
        tell(error);
        return otherwise;
      },
    );
}

/** Who cannot be told whether another one renews does so. */
const nothingToRelease = async (): Promise<void> => undefined;

/** A life is a number and has an end: whatever else it is, no page can reckon with it. */
function isEntry(found: unknown): found is CacheEntry {
  const { value, lifetimeMs, remainingMs } = found as Partial<CacheEntry>;
  if (typeof value !== 'string' || value === '') return false;
  return Number.isFinite(remainingMs) && Number.isFinite(lifetimeMs) && remainingMs! <= lifetimeMs!;
}

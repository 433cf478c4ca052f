// Where tokens and looked-up IDs are kept between calls, in this process or shared by a fleet.
import type { MaybePromise } from './maybe-promise.js';

/** A cached text and its life. */
export interface CacheEntry {
  /** A token or a participant ID. Secret. */
  value: string;
  /** The life it had when MyDataHelps issued it. Milliseconds. */
  lifetimeMs: number;
  /** What is left of it now. Milliseconds, so that no two machines' clocks are ever compared. */
  remainingMs: number;
}

/**
 * A bounded cache. The default keeps 10,000 entries in memory; `@mdh-tokens/authenticator/redis` has one for fleets.
 * A cache that throws, rejects, or takes longer than a second is taken for empty.
 */
export interface TokenCache {
  /** The entry, or `null` when there is none or its life is over. */
  get(key: string): MaybePromise<CacheEntry | null | undefined>;
  /** Keeps an entry for `remainingMs` at most. */
  set(key: string, entry: CacheEntry): void | Promise<void>;
  delete(key: string): void | Promise<void>;
  /**
   * Optional, for shared caches: asks to be the one process that renews `key`. Resolves to `null` when another one
   * does, otherwise to the function that gives the role back. It lapses after `maxMs` by itself.
   */
  lease?(key: string, maxMs: number): Promise<(() => Promise<void>) | null>;
}

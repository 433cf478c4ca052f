// When MyDataHelps says to slow down, we do: the calls that would be refused are not made.
import { LRUCache } from 'lru-cache';
import { AuthenticatorError } from '../authenticator-error.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';

/** Holds back calls of one kind. */
export interface Cooldown {
  /** @throws {AuthenticatorError} the refusal that started the pause, with the seconds that are left of it */
  check(key: string): void;
  /** Runs a call, and starts a pause when it ends in `rate_limited`. */
  guard<T>(key: string, call: () => Promise<T>): Promise<T>;
  /** Starts a pause ahead of a refusal. */
  pause(key: string, error: AuthenticatorError): void;
}

/** Limits of MyDataHelps are separate for the service account and for each participant: so are the pauses. */
export function createCooldown(): Cooldown {
  const pauses = new LRUCache<string, { since: Instant; error: AuthenticatorError }>({ max: 10_000 });

  function check(key: string): void {
    const found = pauses.get(key);
    if (found === undefined) return;
    const { error, since } = found;
    const leftMs = (error.retryAfterSeconds ?? 0) * 1000 - elapsedMs(since, readClocks());
    if (leftMs <= 0) {
      pauses.delete(key);
      return;
    }
    throw new AuthenticatorError(error.code, error.message, {
      hint: error.hint,
      upstream: error.upstream,
      retryAfterSeconds: Math.ceil(leftMs / 1000),
    });
  }

  function pause(key: string, error: AuthenticatorError): void {
    pauses.set(key, { since: readClocks(), error });
  }

  return {
    check,
    pause,
    async guard(key, call) {
      check(key);
      try {
        return await call();
      } catch (error) {
        if (error instanceof AuthenticatorError && error.code === 'rate_limited') pause(key, error);
        throw error;
      }
    },
  };
}

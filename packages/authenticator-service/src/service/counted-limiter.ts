// A rate limiter whose refusals are counted.
import type { RateLimiter } from '@mdh-tokens/authenticator';

/** Passes everything on. */
export function countRefusals(limiter: RateLimiter, onRefusal: () => void): RateLimiter {
  return {
    async consume(key) {
      const decision = await limiter.consume(key);
      if (!decision.allowed) onRefusal();
      return decision;
    },
  };
}

// A limit that holds across a fleet.
import type * as Limiters from 'rate-limiter-flexible';
import { createMemoryRateLimiter, type RateDecision, type RateLimiter } from '../endpoint/rate-limiter.js';
import { requirePeer } from './optional-peer.js';
import type { RedisLink } from './redis-link.js';
import type { SealedValues } from './sealed-values.js';

/** While Redis is away each process counts for itself. */
export function createRedisRateLimiter(
  link: RedisLink,
  sealed: SealedValues,
  options: { perMinute: number; prefix: string },
): RateLimiter {
  const { perMinute, prefix } = options;
  const own = createMemoryRateLimiter({ perMinute });
  const limiters = requirePeer('rate-limiter-flexible');
  const shared = new limiters.RateLimiterRedis({
    points: perMinute,
    duration: 60,
    storeClient: link.client,
    keyPrefix: `${prefix}rate`,
  });
  return {
    async consume(key) {
      const answer = await link.attempt(() => decide(shared.consume(sealed.name(key)), limiters));
      return answer?.value ?? own.consume(key);
    },
  };
}

/** The library resolves to say yes and rejects with the same class to say no; anything else is a failure. */
async function decide(
  outcome: Promise<unknown>,
  { RateLimiterRes }: Pick<typeof Limiters, 'RateLimiterRes'>,
): Promise<RateDecision> {
  try {
    await outcome;
    return { allowed: true, retryAfterSeconds: 0 };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}

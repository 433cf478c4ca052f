// @mdh-tokens/authenticator/redis: what a fleet of authenticators shares.
import type { RateLimiter } from './endpoint/rate-limiter.js';
import { invalidOption, isLoopback, readPerMinute } from './exchange-options.js';
import { createSafeLogger, type Logger } from './logger.js';
import { createRedisLink } from './redis/redis-link.js';
import { createRedisRateLimiter } from './redis/redis-rate-limiter.js';
import { createRedisTokenCache } from './redis/redis-token-cache.js';
import { createSealedValues } from './redis/sealed-values.js';
import type { TokenCache } from './token-cache.js';

/** Options of `connectRedis`. */
export interface RedisOptions {
  /** `rediss://user:password@host:port`. Plain `redis:` only for this machine. */
  url: string;
  /** A secret of 32 characters or more that the whole fleet has and Redis does not. */
  encryptionKey: string;
  /** What the names in Redis start with. Default `mdh-tokens:`. */
  prefix?: string | undefined;
  /** Told when Redis goes away and comes back. Default: warnings and errors on the console. */
  logger?: Logger | undefined;
}

/** One connection, and what an authenticator can share through it. */
export interface RedisFleet {
  /** For `createTokenExchange`: the service token, participant tokens and looked-up IDs. */
  tokenCache: TokenCache;
  /** For `createAuthenticator`: a limit that holds across the fleet. @throws {AuthenticatorError} `invalid_option` */
  rateLimiter(options: { perMinute: number }): RateLimiter;
  /** Whether Redis answers now. */
  isUp(): boolean;
  /** Ends the connection. */
  close(): void;
}

/**
 * Connects a fleet through Redis. Values are encrypted (AES-256-GCM) and names hashed with keys derived from
 * `encryptionKey`, and nothing outlives its token. While Redis is away each process goes on with its own memory, warns
 * once, and loses nothing.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function connectRedis(options: RedisOptions): RedisFleet {
  if (typeof options.encryptionKey !== 'string' || options.encryptionKey.length < 32) {
    throw invalidOption(
      'encryptionKey',
      'is shorter than 32 characters',
      'For example: openssl rand -base64 32',
    );
  }
  const prefix = options.prefix ?? 'mdh-tokens:';
  const sealed = createSealedValues(options.encryptionKey);
  const link = createRedisLink(readRedisUrl(options.url), createSafeLogger(options.logger));
  return {
    tokenCache: createRedisTokenCache(link, sealed, prefix),
    rateLimiter: (limit) =>
      createRedisRateLimiter(link, sealed, { perMinute: readPerMinute(limit.perMinute), prefix }),
    isUp: () => link.isUp(),
    close: () => link.close(),
  };
}

function readRedisUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && !isEscaped(url.username + url.password)) {
    throw invalidOption(
      'url',
      'has a user name or password with a % that escapes nothing',
      'Write % in it as %25, and other special characters likewise.',
    );
  }
  if (url !== null && url.protocol === 'rediss:') return url;
  // `localhost` parses the same in every scheme; IPv6 keeps its brackets.
  if (url !== null && url.protocol === 'redis:' && isLoopback(url.hostname)) return url;
  throw invalidOption(
    'url',
    url === null ? 'is not a URL' : 'is neither rediss: nor redis: on this machine',
    'For example rediss://user:password@redis.example.org:6380.',
  );
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

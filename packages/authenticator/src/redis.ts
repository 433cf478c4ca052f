// @mdh-tokens/authenticator/redis: what a fleet of authenticators shares.
import type { OptionProblem } from './authenticator-error.js';
import { takePerMinute, type RateLimiter } from './endpoint/rate-limiter.js';
import { isLoopback } from './exchange-options.js';
import { createSafeLogger, type Logger } from './logger.js';
import { collectOptionProblems, type OptionReading } from './option-problems.js';
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
 * `encryptionKey`, and nothing outlives its token. While Redis is away, or slow, each process goes on with its own
 * memory, warns once, and loses nothing. Needs the packages `ioredis` and `rate-limiter-flexible`.
 *
 * @throws {AuthenticatorError} `invalid_option`, with all problems
 */
export function connectRedis(options: RedisOptions): RedisFleet {
  const { url, encryptionKey, prefix } = readRedisOptions(options);
  const sealed = createSealedValues(encryptionKey);
  const link = createRedisLink(url, createSafeLogger(options.logger));
  return {
    tokenCache: createRedisTokenCache(link, sealed, prefix),
    rateLimiter: (limit) =>
      createRedisRateLimiter(link, sealed, { perMinute: takePerMinute(limit?.perMinute), prefix }),
    isUp: () => link.isUp(),
    close: () => link.close(),
  };
}

/** Everything that is wrong with the options of `connectRedis`; empty where it would take them. Connects to nothing. */
export function findRedisProblems(options: RedisOptions): readonly OptionProblem[] {
  const problems = collectOptionProblems();
  problems.attempt(() => readRedisOptions(options));
  return problems.found;
}

function readRedisOptions(options: RedisOptions): { url: URL; encryptionKey: string; prefix: string } {
  const problems = collectOptionProblems();
  const given: Partial<RedisOptions> = options ?? {};
  const read = {
    url: problems.take('url', readRedisUrl(given.url)),
    encryptionKey: problems.take('encryptionKey', readEncryptionKey(given.encryptionKey)),
    prefix: given.prefix ?? 'mdh-tokens:',
  };
  problems.throwIfAny();
  return read;
}

function readEncryptionKey(value: unknown): OptionReading<string> {
  if (typeof value === 'string' && value.length >= 32) return { value };
  return { problem: 'is shorter than 32 characters', hint: 'For example: openssl rand -base64 32' };
}

function readRedisUrl(text: unknown): OptionReading<URL> {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
  if (url !== null && !isEscaped(url.username + url.password)) {
    return {
      problem: 'has a user name or password with a % that escapes nothing',
      hint: 'Write % in it as %25, and other special characters likewise.',
    };
  }
  if (url !== null && url.protocol === 'rediss:') return { value: url };
  // `localhost` parses the same in every scheme; IPv6 keeps its brackets.
  if (url !== null && url.protocol === 'redis:' && isLoopback(url.hostname)) return { value: url };
  return {
    problem: url === null ? 'is not a URL' : 'is neither rediss: nor redis: on this machine',
    hint: 'For example rediss://user:password@redis.example.org:6380.',
  };
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

// From settings to the parts of the service, collecting what is wrong with each.
import {
  AuthenticatorError,
  createAuthenticator,
  createMemoryRateLimiter,
  createTokenExchange,
  type Authenticator,
  type AuthenticatorOptions,
  type Logger,
  type RateLimiter,
  type TokenExchange,
} from '@mdh-tokens/authenticator';
import { connectRedis, type RedisFleet } from '@mdh-tokens/authenticator/redis';
import { createInternalEndpoint } from '../internal/internal-endpoint.js';
import { toSettingProblems } from '../settings/option-problems.js';
import type { ServeSettings } from '../settings/serve-settings.js';
import type { ServiceSettings } from '../settings/service-settings.js';
import type { SettingProblem } from '../settings/setting-problem.js';
import { createBearerParticipant, type BearerParticipant } from '../sign-in/bearer-participant.js';
import { countRefusals } from './counted-limiter.js';
import type { ServiceMetrics } from './service-metrics.js';

/** What the service runs. */
export interface ServiceParts {
  /** For pages; `null` without an identity provider that signs their users in. */
  endpoint: Authenticator | null;
  /** For the app's server; `null` without a secret. */
  internal: { fetch(request: Request): Response | Promise<Response> } | null;
  /** Each rejects while the service cannot give tokens. */
  readiness: Array<() => Promise<unknown>>;
  redis: RedisFleet | null;
}

/** The parts, or everything that stands in their way. */
export type Assembly = { ok: true; parts: ServiceParts } | { ok: false; problems: SettingProblem[] };

/** Makes all parts. Where something is wrong, everything is still looked at, and nothing stays open. */
export function assembleService(settings: ServeSettings, metrics: ServiceMetrics, logger: Logger): Assembly {
  const { service, signIn, internalSecret: secret } = settings;
  const problems = [...settings.problems];
  const attempt = <T>(make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      problems.push(...toSettingProblems(error, settings.variables));
      return null;
    }
  };
  const redis = service.REDIS_URL === undefined ? null : attempt(() => connect(service, logger));
  const exchange = attempt(() => makeExchange(settings, redis, logger));
  const rateLimit = attempt(() => makeRateLimit(service, redis, () => metrics.countRefusal())) ?? false;
  const participant = signIn === null ? null : attempt(() => createBearerParticipant({ ...signIn, logger }));
  const shared = { rateLimit, logger, allowedOrigins: originsOf(service) };
  const endpoint = attempt(() => makeEndpoint(shared, exchange, participant));
  if (problems.length > 0 || exchange === null) {
    redis?.close();
    return { ok: false, problems };
  }
  const internal = secret === null ? null : createInternalEndpoint({ exchange, rateLimit, secret, logger });
  const readiness: ServiceParts['readiness'] = [() => exchange.serviceToken()];
  if (participant !== null) readiness.push(() => participant.checkKeySet());
  return {
    ok: true,
    parts: { endpoint: participant === null ? null : endpoint, internal, readiness, redis },
  };
}

function makeExchange({ exchange }: ServeSettings, redis: RedisFleet | null, logger: Logger): TokenExchange {
  const cache = redis === null ? {} : { cache: redis.tokenCache };
  return createTokenExchange({ ...exchange.options, ...cache, logger });
}

/** 0 switches it off. */
function makeRateLimit(
  { RATE_LIMIT_PER_MINUTE: perMinute }: ServiceSettings,
  redis: RedisFleet | null,
  onRefusal: () => void,
): RateLimiter | false {
  if (perMinute === 0) return false;
  const limiter = redis?.rateLimiter({ perMinute }) ?? createMemoryRateLimiter({ perMinute });
  return countRefusals(limiter, onRefusal);
}

/** Also called without an exchange and without sign-in, so that its own settings are looked at. */
function makeEndpoint(
  shared: Omit<AuthenticatorOptions, 'exchange' | 'participant'>,
  exchange: TokenExchange | null,
  participant: BearerParticipant | null,
): Authenticator {
  return createAuthenticator({
    ...shared,
    exchange: exchange ?? noExchange,
    participant: async (request) => (await participant?.(request)) ?? Promise.reject(nobody()),
  });
}

/** The service's operator has no callback to look at, which is what the endpoint itself would speak of. */
function nobody(): AuthenticatorError {
  return new AuthenticatorError('unauthenticated', 'nobody is signed in', {
    hint: 'The line "a bearer token was refused" before this one says why.',
  });
}

/** Takes the place of an exchange that cannot be made, in an endpoint that is never used. */
const noExchange: TokenExchange = {
  serviceToken: () => Promise.reject(new Error('there is no exchange')),
  findParticipant: () => Promise.reject(new Error('there is no exchange')),
  participantToken: () => Promise.reject(new Error('there is no exchange')),
};

function originsOf({ ALLOWED_ORIGINS: list }: ServiceSettings): string[] {
  return list.split(/[\s,]+/).filter((origin) => origin !== '');
}

function connect(service: ServiceSettings, logger: Logger): RedisFleet {
  return connectRedis({
    url: service.REDIS_URL ?? '',
    encryptionKey: service.REDIS_ENCRYPTION_KEY ?? '',
    logger,
  });
}

// From checked settings to the parts of the service.
import {
  AuthenticatorError,
  createAuthenticator,
  createMemoryRateLimiter,
  createTokenExchange,
  type Authenticator,
  type Logger,
  type RateLimiter,
} from '@mdh-tokens/authenticator';
import { connectRedis, type RedisFleet } from '@mdh-tokens/authenticator/redis';
import { createInternalEndpoint } from '../internal/internal-endpoint.js';
import type { ServeSettings } from '../settings/serve-settings.js';
import type { ServiceSettings } from '../settings/service-settings.js';
import { createBearerParticipant, type BearerParticipant } from '../sign-in/bearer-participant.js';
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

/** Makes all parts. The settings must have no problems. */
export function assembleService(
  settings: ServeSettings,
  metrics: ServiceMetrics,
  logger: Logger,
): ServiceParts {
  const { signIn, internalSecret: secret, origins: allowedOrigins } = settings;
  const redis = settings.redis === null ? null : connectRedis({ ...settings.redis, logger });
  const cache = redis === null ? {} : { cache: redis.tokenCache };
  const { options } = settings.exchange;
  const exchange = createTokenExchange({ ...options, ...cache, logger, onMeasure: metrics.measureExchange });
  const shared = { exchange, rateLimit: makeRateLimit(settings.service, redis), logger };
  const participant = signIn === null ? null : createBearerParticipant({ ...signIn, logger });
  const endpoint =
    participant === null
      ? null
      : createAuthenticator({
          ...shared,
          allowedOrigins,
          participant: (request) => signedIn(participant, request),
          onMeasure: metrics.measureEndpoint('page'),
        });
  const internal =
    secret === null
      ? null
      : createInternalEndpoint({ ...shared, secret, onMeasure: metrics.measureEndpoint('internal') });
  const readiness: ServiceParts['readiness'] = [() => exchange.serviceToken()];
  if (participant !== null) readiness.push(() => participant.checkKeySet());
  if (redis !== null) metrics.watchRedis(() => redis.isUp());
  return { endpoint, internal, readiness, redis };
}

/** One limit for both endpoints; 0 switches it off. */
function makeRateLimit(
  { RATE_LIMIT_PER_MINUTE: perMinute }: ServiceSettings,
  redis: RedisFleet | null,
): RateLimiter | false {
  if (perMinute === 0) return false;
  return redis?.rateLimiter({ perMinute }) ?? createMemoryRateLimiter({ perMinute });
}

async function signedIn(participant: BearerParticipant, request: Request) {
  const reference = await participant(request);
  if (reference !== null) return reference;
  // The service's operator has no callback to look at, which is what the endpoint itself would speak of.
  throw new AuthenticatorError('unauthenticated', 'nobody is signed in', {
    hint: 'The line "a bearer token was refused" before this one says why.',
  });
}

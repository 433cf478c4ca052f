// From checked variables to the parts of the service, collecting what is wrong with each.
import { AuthenticatorError } from '../authenticator-error.js';
import { createAuthenticator, type Authenticator } from '../create-authenticator.js';
import { createTokenExchange } from '../create-token-exchange.js';
import type { Logger } from '../logger.js';
import { connectRedis, type RedisFleet } from '../redis.js';
import type { TokenExchange } from '../token-exchange.js';
import { createBearerParticipant, type BearerParticipant } from './bearer-participant.js';
import { toExchangeOptions, type Reading, type ServiceEnvironment } from './environment.js';

/** What the service runs. */
export interface ServiceParts {
  exchange: TokenExchange;
  authenticator: Authenticator;
  participant: BearerParticipant;
  redis: RedisFleet | null;
}

/** Which variable stands for which option, in messages. */
const variableOf: Record<string, string> = {
  privateKey: 'MDH_PRIVATE_KEY',
  serviceAccount: 'MDH_SERVICE_ACCOUNT',
  baseUrl: 'MDH_BASE_URL',
  tokenUrl: 'MDH_TOKEN_URL',
  projectId: 'MDH_PROJECT_ID',
  scope: 'MDH_SCOPE',
  subjectKey: 'MDH_SUBJECT_KEY',
  timeoutSeconds: 'MDH_TIMEOUT_SECONDS',
  allowedOrigins: 'ALLOWED_ORIGINS',
  'rateLimit.perMinute': 'RATE_LIMIT_PER_MINUTE',
  jwksUrl: 'JWT_JWKS_URL',
  issuer: 'JWT_ISSUER',
  audience: 'JWT_AUDIENCE',
  url: 'REDIS_URL',
  encryptionKey: 'REDIS_ENCRYPTION_KEY',
};

/**
 * Makes all parts, or tells everything that stands in the way.
 *
 * @param known problems that are there already: nothing is made then, only checked
 */
export function assembleService(
  variables: ServiceEnvironment,
  known: readonly string[],
  logger: Logger,
): Reading<ServiceParts> {
  const problems = [...known];
  const attempt = <T>(make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof AuthenticatorError)) throw error;
      problems.push(inVariables(error));
      return null;
    }
  };
  const redis = attempt(() => connect(variables, logger));
  const exchange = attempt(() => makeExchange(variables, redis, logger, problems));
  const participant = attempt(() => makeParticipant(variables, logger));
  const authenticator = attempt(() =>
    createAuthenticator({
      exchange: exchange ?? noExchange,
      participant: participant ?? (() => null),
      allowedOrigins: variables.ALLOWED_ORIGINS.split(/[\s,]+/).filter((origin) => origin !== ''),
      rateLimit: makeRateLimit(variables, redis),
      logger,
    }),
  );
  if (problems.length === 0 && exchange !== null && authenticator !== null && participant !== null) {
    return { ok: true, value: { exchange, authenticator, participant, redis } };
  }
  redis?.close();
  return { ok: false, problems };
}

/** Takes the place of an exchange that cannot be made while the rest is checked. */
const noExchange: TokenExchange = {
  serviceToken: () => Promise.resolve(''),
  findParticipant: () => Promise.resolve(null),
  participantToken: () => Promise.reject(new Error('there is no exchange')),
};

function makeExchange(
  variables: ServiceEnvironment,
  redis: RedisFleet | null,
  logger: Logger,
  problems: string[],
): TokenExchange | null {
  const options = toExchangeOptions(variables);
  if ('problem' in options) {
    problems.push(options.problem);
    return null;
  }
  return createTokenExchange({ ...options, logger, ...(redis === null ? {} : { cache: redis.tokenCache }) });
}

/** 0 switches it off. */
function makeRateLimit({ RATE_LIMIT_PER_MINUTE: perMinute }: ServiceEnvironment, redis: RedisFleet | null) {
  if (perMinute === 0) return false;
  return redis === null ? { perMinute } : redis.rateLimiter({ perMinute });
}

function makeParticipant(variables: ServiceEnvironment, logger: Logger): BearerParticipant {
  return createBearerParticipant({
    logger,
    jwksUrl: variables.JWT_JWKS_URL,
    issuer: variables.JWT_ISSUER,
    audience: variables.JWT_AUDIENCE,
    claim: variables.JWT_CLAIM,
    claimIs: variables.JWT_CLAIM_IS,
  });
}

function connect(variables: ServiceEnvironment, logger: Logger): RedisFleet | null {
  if (variables.REDIS_URL === undefined) return null;
  return connectRedis({
    url: variables.REDIS_URL,
    encryptionKey: variables.REDIS_ENCRYPTION_KEY ?? '',
    logger,
  });
}

/** A problem in the words of whoever set the variables. */
export function inVariables(error: AuthenticatorError): string {
  const option = Object.keys(variableOf).find((name) => error.message.startsWith(`${name} `));
  const message =
    option === undefined ? error.message : `${variableOf[option]}${error.message.slice(option.length)}`;
  // Options with a name of their own are unmistakable inside a sentence, too.
  return `${message}. ${error.hint}`.replaceAll(/\b[a-z]+[A-Z]\w*\b/g, (word) => variableOf[word] ?? word);
}

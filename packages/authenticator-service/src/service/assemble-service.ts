// From checked variables to the parts of the service, collecting what is wrong with each.
import { generateKeyPairSync } from 'node:crypto';
import {
  type Authenticator,
  AuthenticatorError,
  createAuthenticator,
  createTokenExchange,
  type Logger,
  type TokenExchange,
} from '@mdh-tokens/authenticator';
import { connectRedis, type RedisFleet } from '@mdh-tokens/authenticator/redis';
import { createBearerParticipant, type BearerParticipant } from './bearer-participant.js';
import { readKey, toExchangeOptions, type Reading, type ServiceEnvironment } from './environment.js';

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
  const key = readKey(variables);
  if (typeof key !== 'string') problems.push(key.problem);
  const attempt = <T>(make: (checked: ServiceEnvironment) => T): T | null =>
    makeWithStandIns(variables, make, problems);
  const redis = attempt((checked) => connect(checked, logger));
  const exchange = attempt((checked) =>
    makeExchange(checked, typeof key === 'string' ? key : null, redis, logger),
  );
  const participant = attempt((checked) => makeParticipant(checked, logger));
  const authenticator = attempt((checked) =>
    createAuthenticator({
      exchange: exchange ?? noExchange,
      participant: async (request) => (await participant?.(request)) ?? Promise.reject(nobody()),
      allowedOrigins: checked.ALLOWED_ORIGINS.split(/[\s,]+/).filter((origin) => origin !== ''),
      rateLimit: makeRateLimit(checked, redis),
      logger,
    }),
  );
  if (problems.length === 0 && exchange !== null && authenticator !== null && participant !== null) {
    return { ok: true, value: { exchange, authenticator, participant, redis } };
  }
  redis?.close();
  return { ok: false, problems };
}

/** What takes the place of a value that cannot be used, while the others are checked. */
const standIns: Partial<ServiceEnvironment> = {
  MDH_SERVICE_ACCOUNT: 'none',
  MDH_BASE_URL: undefined,
  MDH_TOKEN_URL: undefined,
  MDH_PROJECT_ID: undefined,
  MDH_SCOPE: undefined,
  MDH_SUBJECT_KEY: undefined,
  MDH_TIMEOUT_SECONDS: undefined,
  REDIS_ENCRYPTION_KEY: 'a stand-in of thirty-two characters',
};

/** Each check stops at the first thing that is wrong, so it is repeated without that one. */
function makeWithStandIns<T>(
  variables: ServiceEnvironment,
  make: (checked: ServiceEnvironment) => T,
  problems: string[],
): T | null {
  const replaced = new Set<string>();
  let checked = variables;
  for (;;) {
    try {
      return make(checked);
    } catch (error) {
      if (!(error instanceof AuthenticatorError)) throw error;
      problems.push(inVariables(error));
      const name = variableOf[optionOf(error) ?? ''] ?? '';
      if (!(name in standIns) || replaced.has(name)) return null;
      replaced.add(name);
      checked = { ...checked, [name]: standIns[name as keyof ServiceEnvironment] };
    }
  }
}

/** The service's operator has no callback to look at, which is what the endpoint itself would speak of. */
function nobody(): AuthenticatorError {
  return new AuthenticatorError('unauthenticated', 'nobody is signed in', {
    hint: 'The line "a bearer token was refused" before this one says why.',
  });
}

/** Takes the place of an exchange that cannot be made while the rest is checked. */
const noExchange: TokenExchange = {
  serviceToken: () => Promise.resolve(''),
  findParticipant: () => Promise.resolve(null),
  participantToken: () => Promise.reject(new Error('there is no exchange')),
};

/** @param key `null` where there is none: the other options are checked all the same */
function makeExchange(
  variables: ServiceEnvironment,
  key: string | null,
  redis: RedisFleet | null,
  logger: Logger,
): TokenExchange | null {
  const options = toExchangeOptions(variables, key ?? '');
  if (key === null) {
    createTokenExchange({
      ...options,
      privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    });
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
  const option = optionOf(error);
  const message =
    option === undefined ? error.message : `${variableOf[option]}${error.message.slice(option.length)}`;
  // Options with a name of their own are unmistakable inside a sentence, too.
  return `${message}. ${error.hint}`.replaceAll(/\b[a-z]+[A-Z]\w*\b/g, (word) => variableOf[word] ?? word);
}

/** The option that an error is about: its message begins with the name. */
function optionOf(error: AuthenticatorError): string | undefined {
  return Object.keys(variableOf).find((name) => error.message.startsWith(`${name} `));
}

// Everything that `serve` is told by its environment.
import {
  findAuthenticatorProblems,
  type AuthenticatorOptions,
  type OptionProblem,
} from '@mdh-tokens/authenticator';
import { findRedisProblems, type RedisOptions } from '@mdh-tokens/authenticator/redis';
import { checkBearerOptions, type BearerParticipantOptions } from '../sign-in/bearer-options.js';
import { readExchangeSettings, type ExchangeSettings } from './exchange-settings.js';
import { readInternalSecret } from './internal-secret.js';
import { toSettingProblem } from './option-problems.js';
import { readServiceSettings, type ServiceSettings } from './service-settings.js';
import type { SettingProblem } from './setting-problem.js';
import { hasSignIn, toBearerOptions } from './sign-in-settings.js';
import { readVariables, type Environment } from './variables.js';

/** The settings of the service, with defaults in place of what is wrong. */
export interface ServeSettings {
  exchange: ExchangeSettings;
  service: ServiceSettings;
  /** Of pages that may ask, other than those of the endpoint's own origin. */
  origins: string[];
  /** `null` where only the app's server signs users in. */
  signIn: BearerParticipantOptions | null;
  /** `null` where there is no internal endpoint. */
  internalSecret: string | null;
  /** `null` where the service keeps to its own memory. */
  redis: RedisOptions | null;
  problems: SettingProblem[];
}

/** Reads all variables, and checks what they amount to. */
export function readServeSettings(environment: Environment): ServeSettings {
  const variables = readVariables(environment);
  const { values: exchange, problems: ofExchange } = readExchangeSettings(variables);
  const { values: service, problems: ofService } = readServiceSettings(variables);
  const { secret, problem: ofSecret } = readInternalSecret(service);
  const nobodySignsIn = !hasSignIn(service) && secret === null && ofSecret === null;
  const signIn = hasSignIn(service) || nobodySignsIn ? toBearerOptions(service) : null;
  const redis = toRedisOptions(service);
  const ofOptions = [
    ...findOriginProblems(originsOf(service)),
    ...(signIn === null ? [] : checkBearerOptions(signIn)),
    ...(redis === null ? [] : findRedisProblems(redis)),
  ];
  const problems = [
    ...ofExchange,
    ...ofService,
    ...ofOptions.map((problem) => toSettingProblem(problem, variables)),
    ...(ofSecret === null ? [] : [ofSecret]),
    ...(nobodySignsIn ? [orSecret] : []),
  ];
  return { exchange, service, origins: originsOf(service), signIn, internalSecret: secret, redis, problems };
}

const orSecret: SettingProblem = {
  variable: 'INTERNAL_SECRET',
  problem: 'is missing, too',
  hint: 'Where your own server signs users in, set this, and no JWT_ variable.',
};

function originsOf({ ALLOWED_ORIGINS: list }: ServiceSettings): string[] {
  return list.split(/[\s,]+/).filter((origin) => origin !== '');
}

/** Of the endpoint's options these are the only ones that a variable stands for; the others are made here. */
function findOriginProblems(allowedOrigins: string[]): readonly OptionProblem[] {
  const options = { allowedOrigins } as unknown as AuthenticatorOptions;
  return findAuthenticatorProblems(options).filter(({ option }) => option === 'allowedOrigins');
}

function toRedisOptions({
  REDIS_URL: url,
  REDIS_ENCRYPTION_KEY: encryptionKey = '',
}: ServiceSettings): RedisOptions | null {
  return url === undefined ? null : { url, encryptionKey };
}

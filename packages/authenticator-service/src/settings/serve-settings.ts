// Everything that `serve` is told by its environment.
import { checkBearerOptions, type BearerParticipantOptions } from '../sign-in/bearer-options.js';
import { readExchangeSettings, type ExchangeSettings } from './exchange-settings.js';
import { readInternalSecret } from './internal-secret.js';
import { toSettingProblem } from './option-problems.js';
import { readServiceSettings, type ServiceSettings } from './service-settings.js';
import type { SettingProblem } from './setting-problem.js';
import { hasSignIn, toBearerOptions } from './sign-in-settings.js';
import { readVariables, type Environment, type Variables } from './variables.js';

/** The settings of the service, with defaults in place of what is wrong. */
export interface ServeSettings {
  exchange: ExchangeSettings;
  service: ServiceSettings;
  /** `null` where the app's server signs users in, or where something is wrong with them. */
  signIn: BearerParticipantOptions | null;
  /** `null` where there is no internal endpoint. */
  internalSecret: string | null;
  variables: Variables;
  problems: SettingProblem[];
}

/** Reads all variables. */
export function readServeSettings(environment: Environment): ServeSettings {
  const variables = readVariables(environment);
  const { values: exchange, problems: ofExchange } = readExchangeSettings(variables);
  const { values: service, problems: ofService } = readServiceSettings(variables);
  const { secret, problem: ofSecret } = readInternalSecret(service);
  const wanted = hasSignIn(service) || (secret === null && ofSecret === null);
  const signIn = wanted ? toBearerOptions(service) : null;
  const ofSignIn = signIn === null ? [] : checkBearerOptions(signIn);
  const problems = [
    ...ofExchange,
    ...ofService,
    ...ofSignIn.map((problem) => toSettingProblem(problem, variables)),
    ...(ofSecret === null ? [] : [ofSecret]),
    ...(hasSignIn(service) || !wanted ? [] : [nobodySignsIn]),
  ];
  return {
    exchange,
    service,
    signIn: ofSignIn.length === 0 ? signIn : null,
    internalSecret: secret,
    variables,
    problems,
  };
}

const nobodySignsIn: SettingProblem = {
  variable: 'INTERNAL_SECRET',
  problem: 'is missing, too',
  hint: 'Where your own server signs users in, set this, and no JWT_ variable.',
};

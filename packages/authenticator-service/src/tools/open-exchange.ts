// An exchange for a command, made from the environment.
import {
  createTokenExchange,
  type TokenExchange,
  type TokenExchangeOptions,
} from '@mdh-tokens/authenticator';
import { readExchangeSettings, type ExchangeSettings } from '../settings/exchange-settings.js';
import { toSettingProblems } from '../settings/option-problems.js';
import type { SettingProblem } from '../settings/setting-problem.js';
import { readVariables, type Environment, type Variables } from '../settings/variables.js';

/** The exchange and where it came from, or everything that stands in its way. */
export type OpenedExchange =
  | { ok: true; exchange: TokenExchange; settings: ExchangeSettings; variables: Variables }
  | { ok: false; problems: SettingProblem[] };

/** @param more options that the environment does not set */
export function openExchange(environment: Environment, more: Partial<TokenExchangeOptions>): OpenedExchange {
  const variables = readVariables(environment);
  const { values: settings, problems } = readExchangeSettings(variables);
  try {
    const exchange = createTokenExchange({ ...settings.options, ...more });
    if (problems.length === 0) return { ok: true, exchange, settings, variables };
  } catch (error) {
    const found = toSettingProblems(error, variables);
    const known = new Set(problems.map(({ variable }) => variable));
    problems.push(...found.filter(({ variable }) => !known.has(variable)));
  }
  return { ok: false, problems };
}

// An exchange for a command, made from the environment.
import {
  createTokenExchange,
  type TokenExchange,
  type TokenExchangeOptions,
} from '@mdh-tokens/authenticator';
import { readExchangeSettings, type ExchangeSettings } from '../settings/exchange-settings.js';
import type { SettingProblem } from '../settings/setting-problem.js';
import { readVariables, type Environment, type Variables } from '../settings/variables.js';

/** The exchange and where it came from, or everything that stands in its way. */
export type OpenedExchange =
  | {
      ok: true;
      exchange: TokenExchange;
      /** Makes one more of the same, with caches of its own. */
      another: () => TokenExchange;
      settings: ExchangeSettings;
      variables: Variables;
    }
  | { ok: false; problems: SettingProblem[] };

/** @param more options that the environment does not set */
export function openExchange(environment: Environment, more: Partial<TokenExchangeOptions>): OpenedExchange {
  const variables = readVariables(environment);
  const { values: settings, problems } = readExchangeSettings(variables);
  if (problems.length > 0) return { ok: false, problems };
  const another = (): TokenExchange => createTokenExchange({ ...settings.options, ...more });
  return { ok: true, exchange: another(), another, settings, variables };
}

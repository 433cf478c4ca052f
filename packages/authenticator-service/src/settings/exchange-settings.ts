// The variables of the exchange, for every command: which account, which key, which MyDataHelps.
import {
  exchangeOptionsFrom,
  findExchangeProblems,
  type TokenExchangeOptions,
} from '@mdh-tokens/authenticator';
import { toSettingProblem } from './option-problems.js';
import { readPrivateKey, type KeyFileNote } from './private-key.js';
import { readSettings, type SettingForms, type SettingReading } from './read-settings.js';
import { seconds, text } from './setting-forms.js';
import type { Variables } from './variables.js';

/** The variables, checked one by one. What they amount to is checked by the exchange. */
export interface ExchangeVariables {
  MDH_SERVICE_ACCOUNT?: string | undefined;
  MDH_PRIVATE_KEY?: string | undefined;
  MDH_PRIVATE_KEY_FILE?: string | undefined;
  MDH_PROJECT_ID?: string | undefined;
  MDH_BASE_URL?: string | undefined;
  MDH_TOKEN_URL?: string | undefined;
  MDH_SCOPE?: string | undefined;
  MDH_CLIENT_ID?: string | undefined;
  MDH_CLIENT_SECRET?: string | undefined;
  MDH_SUBJECT_KEY?: string | undefined;
  MDH_TIMEOUT_SECONDS?: number | undefined;
}

/** The form of each variable. */
export const exchangeForms: SettingForms<ExchangeVariables> = {
  MDH_SERVICE_ACCOUNT: text,
  MDH_PRIVATE_KEY: text,
  MDH_PRIVATE_KEY_FILE: text,
  MDH_PROJECT_ID: text,
  MDH_BASE_URL: text,
  MDH_TOKEN_URL: text,
  MDH_SCOPE: text,
  MDH_CLIENT_ID: text,
  MDH_CLIENT_SECRET: text,
  MDH_SUBJECT_KEY: text,
  MDH_TIMEOUT_SECONDS: seconds,
};

/** What `createTokenExchange` is made with, and what a person should know about the key's file. */
export interface ExchangeSettings {
  options: TokenExchangeOptions;
  keyFile: KeyFileNote | null;
}

/** Reads the variables of the exchange, and checks what they amount to. */
export function readExchangeSettings(variables: Variables): SettingReading<ExchangeSettings> {
  const { values, problems } = readSettings(exchangeForms, variables);
  const key = readPrivateKey(values, variables.nameOf('MDH_PRIVATE_KEY'));
  if (key.problem !== null) problems.push(key.problem);
  const options = exchangeOptionsFrom({ ...values, MDH_PRIVATE_KEY: key.text });
  for (const found of findExchangeProblems(options)) {
    // There is a problem with the key already, where its text could not be had.
    if (found.option === 'privateKey' && key.problem !== null) continue;
    problems.push(toSettingProblem(found, variables));
  }
  return { values: { options, keyFile: key.note }, problems };
}

// The options of an exchange, by the environment variables that stand for them, here and in the service.
import type { TokenExchangeOptions } from './exchange-options.js';

/**
 * The options of `createTokenExchange` that environment variables hold: `MDH_SERVICE_ACCOUNT`, `MDH_PRIVATE_KEY`,
 * `MDH_PROJECT_ID`, `MDH_BASE_URL`, `MDH_TOKEN_URL`, `MDH_SCOPE`, `MDH_CLIENT_ID`, `MDH_CLIENT_SECRET`,
 * `MDH_SUBJECT_KEY`, `MDH_TIMEOUT_SECONDS`. One that is empty counts as not set. `createTokenExchange` checks them.
 *
 * @param environment `process.env`, or the bindings of a Worker
 */
export function exchangeOptionsFrom(environment: object): TokenExchangeOptions {
  const variables = environment as Readonly<Record<string, string | number | undefined>>;
  const text = (name: string): string | undefined => {
    const value = variables[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const timeout = text('MDH_TIMEOUT_SECONDS');
  return {
    serviceAccount: text('MDH_SERVICE_ACCOUNT') ?? '',
    privateKey: text('MDH_PRIVATE_KEY') ?? '',
    projectId: text('MDH_PROJECT_ID'),
    baseUrl: text('MDH_BASE_URL'),
    tokenUrl: text('MDH_TOKEN_URL'),
    scope: text('MDH_SCOPE'),
    clientId: text('MDH_CLIENT_ID'),
    clientSecret: text('MDH_CLIENT_SECRET'),
    subjectKey: text('MDH_SUBJECT_KEY'),
    timeoutSeconds: timeout === undefined ? undefined : Number(timeout),
  };
}

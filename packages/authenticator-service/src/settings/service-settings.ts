// The variables of `serve`.
import { exchangeForms } from './exchange-settings.js';
import { readSettings, type SettingForms, type SettingReading } from './read-settings.js';
import { flag, oneOf, text, textOr, wholeNumber } from './setting-forms.js';
import type { Variables } from './variables.js';

/** The variables that only the service has, checked one by one. What they amount to is checked by the part that uses them. */
export interface ServiceSettings {
  /** Of the endpoint that pages ask. */
  HOST: string;
  PORT: number;
  /** Of health, readiness and metrics. */
  MANAGEMENT_HOST: string;
  MANAGEMENT_PORT: number;
  /** Of the endpoint that the app's server asks. */
  INTERNAL_HOST: string;
  INTERNAL_PORT: number;
  INTERNAL_SECRET?: string | undefined;
  INTERNAL_SECRET_FILE?: string | undefined;
  /** Separated by commas or spaces. */
  ALLOWED_ORIGINS: string;
  /** 0 switches the limit off. */
  RATE_LIMIT_PER_MINUTE: number;
  JWT_JWKS_URL?: string | undefined;
  JWT_JWKS_PRIVATE_HTTP: boolean;
  JWT_ISSUER?: string | undefined;
  JWT_AUDIENCE?: string | undefined;
  JWT_AUDIENCE_CLAIM: string;
  JWT_CLAIM: string;
  JWT_CLAIM_IS: 'id' | 'identifier';
  JWT_TOKEN_USE: 'access' | 'id';
  REDIS_URL?: string | undefined;
  REDIS_ENCRYPTION_KEY?: string | undefined;
  LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How long requests in flight may take to finish when the service stops. */
  SHUTDOWN_SECONDS: number;
}

const serviceForms: SettingForms<ServiceSettings> = {
  HOST: textOr('0.0.0.0'),
  PORT: wholeNumber(8080, 65_535),
  MANAGEMENT_HOST: textOr('127.0.0.1'),
  MANAGEMENT_PORT: wholeNumber(9090, 65_535),
  INTERNAL_HOST: textOr('127.0.0.1'),
  INTERNAL_PORT: wholeNumber(8081, 65_535),
  INTERNAL_SECRET: text,
  INTERNAL_SECRET_FILE: text,
  ALLOWED_ORIGINS: textOr(''),
  RATE_LIMIT_PER_MINUTE: wholeNumber(60, 1_000_000),
  JWT_JWKS_URL: text,
  JWT_JWKS_PRIVATE_HTTP: flag,
  JWT_ISSUER: text,
  JWT_AUDIENCE: text,
  JWT_AUDIENCE_CLAIM: textOr('aud'),
  JWT_CLAIM: textOr('sub'),
  JWT_CLAIM_IS: oneOf(['identifier', 'id'], 'identifier'),
  JWT_TOKEN_USE: oneOf(['access', 'id'], 'access'),
  REDIS_URL: text,
  REDIS_ENCRYPTION_KEY: text,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  SHUTDOWN_SECONDS: wholeNumber(10, 300),
};

/** The names of all variables that `serve` reads. */
export const serviceVariables: readonly string[] = [
  ...Object.keys(exchangeForms),
  ...Object.keys(serviceForms),
];

/** Reads the variables of the service, other than those of the exchange. */
export function readServiceSettings(variables: Variables): SettingReading<ServiceSettings> {
  return readSettings(serviceForms, variables);
}

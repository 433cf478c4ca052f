// The service's environment variables: read once, all problems told together.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TokenExchangeOptions } from '@mdh-tokens/authenticator';

/** The variables of the exchange, checked one by one. */
export interface ExchangeEnvironment {
  /** The service account's full name. */
  MDH_SERVICE_ACCOUNT: string;
  /** The PEM text; literal `\\n` for line ends is fine. */
  MDH_PRIVATE_KEY?: string | undefined;
  /** A file with the PEM text, instead of the variable. */
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

/** All variables of the service. What they amount to together is checked where they are used. */
export interface ServiceEnvironment extends ExchangeEnvironment {
  HOST: string;
  PORT: number;
  MANAGEMENT_HOST: string;
  MANAGEMENT_PORT: number;
  /** Separated by commas or spaces. */
  ALLOWED_ORIGINS: string;
  /** 0 switches the limit off. */
  RATE_LIMIT_PER_MINUTE: number;
  JWT_JWKS_URL: string;
  JWT_ISSUER: string;
  JWT_AUDIENCE: string;
  JWT_CLAIM: string;
  JWT_CLAIM_IS: 'id' | 'identifier';
  REDIS_URL?: string | undefined;
  REDIS_ENCRYPTION_KEY?: string | undefined;
  LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** How long requests in flight may take to finish when the service stops. */
  SHUTDOWN_SECONDS: number;
}

/** Text that is there, with the reason why it is needed. */
const needed = (why: string) => z.string({ error: `is missing: ${why}` }).min(1, `is empty: ${why}`);
const optional = z.string().min(1).optional();
const wholeNumber = (fallback: number, most: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(0, 'is below 0')
    .max(most, `is above ${most}`)
    .default(fallback);

const exchangeVariables = {
  MDH_SERVICE_ACCOUNT: needed('the full name of the service account'),
  MDH_PRIVATE_KEY: optional,
  MDH_PRIVATE_KEY_FILE: optional,
  MDH_PROJECT_ID: optional,
  MDH_BASE_URL: optional,
  MDH_TOKEN_URL: optional,
  MDH_SCOPE: optional,
  MDH_CLIENT_ID: optional,
  MDH_CLIENT_SECRET: optional,
  MDH_SUBJECT_KEY: optional,
  MDH_TIMEOUT_SECONDS: z.coerce.number({ error: 'is not a number' }).optional(),
};

const exchangeSchema: z.ZodType<ExchangeEnvironment> = z.object(exchangeVariables);

const serviceSchema: z.ZodType<ServiceEnvironment> = z.object({
  ...exchangeVariables,
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber(8080, 65_535),
  MANAGEMENT_HOST: z.string().default('127.0.0.1'),
  MANAGEMENT_PORT: wholeNumber(9090, 65_535),
  ALLOWED_ORIGINS: z.string().default(''),
  RATE_LIMIT_PER_MINUTE: wholeNumber(60, 1_000_000),
  JWT_JWKS_URL: needed('the key set of the identity provider that signs your users in'),
  JWT_ISSUER: needed('the iss of its tokens'),
  JWT_AUDIENCE: needed('the aud that its tokens must name'),
  JWT_CLAIM: z.string().min(1).default('sub'),
  JWT_CLAIM_IS: z
    .enum(['id', 'identifier'], { error: 'is neither "id" nor "identifier"' })
    .default('identifier'),
  REDIS_URL: optional,
  REDIS_ENCRYPTION_KEY: optional,
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'is none of debug, info, warn, error, silent',
    })
    .default('info'),
  SHUTDOWN_SECONDS: wholeNumber(10, 300),
});

/** What was read, or what is wrong, one line for each variable. */
export type Reading<T> = { ok: true; value: T } | { ok: false; problems: string[] };

type Variables = Record<string, string | undefined>;

/**
 * Reads the variables that `serve` needs. Where one is wrong, a stand-in takes its place in `draft`, so that the
 * others can be checked for what they amount to, and everything is told together.
 */
export function readServiceEnvironment(variables: Variables): {
  draft: ServiceEnvironment;
  problems: string[];
} {
  const reading = read(serviceSchema, variables);
  if (reading.ok) return { draft: reading.value, problems: [] };
  const wrong = new Set(reading.problems.map((problem) => problem.split(' ')[0]));
  const rest = Object.fromEntries(Object.entries(variables).filter(([name]) => !wrong.has(name)));
  const second = read(serviceSchema, { ...standIns(wrong), ...rest });
  if (second.ok) return { draft: second.value, problems: reading.problems };
  throw new Error(`a stand-in is missing: ${second.problems.join(', ')}`);
}

/** Reads the variables that the tools need: those of the exchange. */
export function readExchangeEnvironment(variables: Variables): Reading<TokenExchangeOptions> {
  const reading = read(exchangeSchema, variables);
  if (!reading.ok) return reading;
  const key = readKey(reading.value);
  if (typeof key !== 'string') return { ok: false, problems: [key.problem] };
  return { ok: true, value: toExchangeOptions(reading.value, key) };
}

/** Variables that have a default are left out; the others get a value that is never used. */
function standIns(names: ReadonlySet<string | undefined>): Variables {
  const values: Variables = {
    MDH_SERVICE_ACCOUNT: 'none',
    JWT_JWKS_URL: 'https://none.invalid/',
    JWT_ISSUER: 'none',
    JWT_AUDIENCE: 'none',
  };
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** The options of the exchange that the variables stand for. */
export function toExchangeOptions(variables: ExchangeEnvironment, privateKey: string): TokenExchangeOptions {
  const options: TokenExchangeOptions = { serviceAccount: variables.MDH_SERVICE_ACCOUNT, privateKey };
  const { MDH_BASE_URL: baseUrl, MDH_TOKEN_URL: tokenUrl, MDH_PROJECT_ID: projectId } = variables;
  const { MDH_SCOPE: scope, MDH_CLIENT_ID: clientId, MDH_CLIENT_SECRET: clientSecret } = variables;
  const { MDH_SUBJECT_KEY: subjectKey, MDH_TIMEOUT_SECONDS: timeoutSeconds } = variables;
  const given = { baseUrl, tokenUrl, projectId, scope, clientId, clientSecret, subjectKey, timeoutSeconds };
  return Object.assign(
    options,
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
}

/** The text of the private key, from the variable or the file, or what stands in the way. */
export function readKey(variables: ExchangeEnvironment): string | { problem: string } {
  const { MDH_PRIVATE_KEY: key, MDH_PRIVATE_KEY_FILE: file } = variables;
  if (key !== undefined && file !== undefined) {
    return { problem: 'MDH_PRIVATE_KEY and MDH_PRIVATE_KEY_FILE are both set: which one counts?' };
  }
  if (key !== undefined && /^[\w./~\\:-]+\.(pem|key|txt)$/i.test(key)) {
    return { problem: 'MDH_PRIVATE_KEY holds the name of a file: put it into MDH_PRIVATE_KEY_FILE' };
  }
  if (key !== undefined) return key;
  if (file === undefined) {
    return {
      problem: 'MDH_PRIVATE_KEY is missing: the PEM text, or its file’s name in MDH_PRIVATE_KEY_FILE',
    };
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { problem: `MDH_PRIVATE_KEY_FILE cannot be read (${code})` };
  }
}

function read<T>(schema: z.ZodType<T>, variables: Variables): Reading<T> {
  // A blank number would be 0, which switches the rate limit off; files with CRLF leave a line end behind.
  const trimmed = Object.entries(variables).map(([name, value]) => [name, value?.trim()] as const);
  const set = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return { ok: true, value: result.data };
  // Messages of this schema name no values.
  return {
    ok: false,
    problems: result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
  };
}

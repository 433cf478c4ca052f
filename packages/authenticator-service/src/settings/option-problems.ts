// What the library says about its options, in the words of whoever set the variables.
import { AuthenticatorError } from '@mdh-tokens/authenticator';
import { describeProblem, type SettingProblem } from './setting-problem.js';
import type { Variables } from './variables.js';

type Naming = Pick<Variables, 'nameOf'>;

/** Which variable stands for which option. */
const variableOf: Readonly<Record<string, string>> = {
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

/** What is wrong with an option, as whoever checks options tells it. */
interface OptionProblem {
  option: string;
  problem: string;
  hint: string;
}

/** The same about the variable that stands for the option. */
export function toSettingProblem(
  { option, problem, hint }: OptionProblem,
  { nameOf }: Naming,
): SettingProblem {
  return { variable: nameOf(variableOf[option] ?? option), problem, hint };
}

/** @throws what is no complaint about options */
export function toSettingProblems(error: unknown, naming: Naming): SettingProblem[] {
  if (!(error instanceof AuthenticatorError)) throw error;
  // INTERIM until the error carries its option.
  const option = Object.keys(variableOf).find((name) => error.message.startsWith(`${name} `)) ?? '';
  return [
    toSettingProblem({ option, problem: error.message.slice(option.length + 1), hint: error.hint }, naming),
  ];
}

/** What a call failed with, as one line for a person at a terminal. @throws what is no error of the exchange */
export function describeFailure(error: unknown, naming: Naming): string {
  if (!(error instanceof AuthenticatorError)) throw error;
  if (error.code === 'invalid_option' || error.code === 'invalid_key') {
    return toSettingProblems(error, naming).map(describeProblem).join(' ');
  }
  return `${error.message}. ${error.hint}`;
}

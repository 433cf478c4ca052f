// What the library says about its options, in the words of whoever set the variables.
import { AuthenticatorError, type OptionProblem } from '@mdh-tokens/authenticator';
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
  clientId: 'MDH_CLIENT_ID',
  clientSecret: 'MDH_CLIENT_SECRET',
  allowedOrigins: 'ALLOWED_ORIGINS',
  jwksUrl: 'JWT_JWKS_URL',
  issuer: 'JWT_ISSUER',
  audience: 'JWT_AUDIENCE',
  url: 'REDIS_URL',
  encryptionKey: 'REDIS_ENCRYPTION_KEY',
};

/** A problem with an option, told of the variable that stands for the option. */
export function toSettingProblem(
  { option, problem, hint }: OptionProblem,
  { nameOf }: Naming,
): SettingProblem {
  return { variable: nameOf(variableOf[option] ?? option), problem, hint };
}

/** What a call failed with, as one line for a person at a terminal. @throws what is no error of the exchange */
export function describeFailure(error: unknown, naming: Naming): string {
  if (!(error instanceof AuthenticatorError)) throw error;
  if (error.problems.length === 0) return `${error.message}. ${error.hint}`;
  return error.problems.map((problem) => describeProblem(toSettingProblem(problem, naming))).join(' ');
}

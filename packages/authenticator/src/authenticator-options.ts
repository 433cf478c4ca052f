// The options of the endpoint, their defaults and their checks.
import type { OptionProblem } from './authenticator-error.js';
import { readAllowedOrigins } from './endpoint/allowed-origins.js';
import { createMemoryRateLimiter, readPerMinute, type RateLimiter } from './endpoint/rate-limiter.js';
import { createSampledLog, type SampledLog } from './sampled-log.js';
import { readScopeText } from './exchange-options.js';
import { createSafeLogger, findLoggerProblem, type Logger } from './logger.js';
import { createMeter, type Measure, type Meter } from './measure.js';
import { collectOptionProblems, type OptionReading } from './option-problems.js';
import type { ParticipantReference, TokenExchange } from './token-exchange.js';

type SignedIn = ParticipantReference | null | undefined;

/** Options of `createAuthenticator`. */
export interface AuthenticatorOptions {
  /** From `createTokenExchange`. */
  exchange: TokenExchange;
  /**
   * Says who is signed in, from the app's own session: a cookie or a header that the app itself has verified. `null`
   * when nobody is. Never take the participant from the body or the query: anybody can write there.
   */
  participant: (request: Request) => Promise<SignedIn> | SignedIn;
  /** Origins other than the endpoint's own whose pages may ask, such as `https://app.example.org`. Default none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Default 60 requests a minute and participant, counted in this process; `false` switches it off. */
  rateLimit?: { perMinute: number } | RateLimiter | false | undefined;
  /** Space-separated scopes of the tokens. Default: those of the exchange. */
  scope?: string | undefined;
  /** Default: warnings and errors on the console. */
  logger?: Logger | undefined;
  /** Told of each request and each decision of the limiter. The exchange has its own `onMeasure` for its part. */
  onMeasure?: ((measure: Measure) => void) | undefined;
}

/** Checked options with every default filled in. */
export interface AuthenticatorSettings {
  exchange: TokenExchange;
  participant: AuthenticatorOptions['participant'];
  allowedOrigins: ReadonlySet<string>;
  limiter: RateLimiter | null;
  scope: string | undefined;
  logger: Required<Logger>;
  sample: SampledLog;
  meter: Meter;
}

/** @throws {AuthenticatorError} `invalid_option`, with all problems */
export function readAuthenticatorOptions(options: AuthenticatorOptions): AuthenticatorSettings {
  const problems = collectOptionProblems();
  const given: Partial<AuthenticatorOptions> = options ?? {};
  const settings = {
    exchange: problems.take('exchange', readExchange(given.exchange)),
    participant: problems.take('participant', readParticipant(given.participant)),
    allowedOrigins: problems.take('allowedOrigins', readAllowedOrigins(given.allowedOrigins)),
    limiter: readLimiter(given.rateLimit ?? { perMinute: 60 }, (reading) =>
      problems.take('rateLimit.perMinute', reading),
    ),
    scope: isAbsent(given.scope) ? undefined : problems.take('scope', readScopeText(given.scope)),
  };
  if (!isAbsent(given.onMeasure) && typeof given.onMeasure !== 'function') {
    problems.take('onMeasure', { problem: 'is not a function', hint: 'Leave it out, or pass a function.' });
  }
  const noLogger = findLoggerProblem(given.logger);
  if (noLogger !== null) problems.take('logger', noLogger);
  problems.throwIfAny();
  return {
    ...settings,
    logger: createSafeLogger(given.logger),
    sample: createSampledLog(),
    meter: createMeter(given.onMeasure),
  };
}

/** Everything that is wrong with the options of the endpoint; empty where `createAuthenticator` would take them. */
export function findAuthenticatorProblems(options: AuthenticatorOptions): readonly OptionProblem[] {
  const problems = collectOptionProblems();
  problems.attempt(() => readAuthenticatorOptions(options));
  return problems.found;
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function readExchange(exchange: TokenExchange | undefined): OptionReading<TokenExchange> {
  if (typeof exchange?.participantToken === 'function') return { value: exchange };
  return { problem: 'is missing', hint: 'Make one with createTokenExchange.' };
}

function readParticipant(
  participant: AuthenticatorOptions['participant'] | undefined,
): OptionReading<AuthenticatorOptions['participant']> {
  if (typeof participant === 'function') return { value: participant };
  return { problem: 'is not a function', hint: 'It says who is signed in, from your session.' };
}

function readLimiter(
  rateLimit: { perMinute: number } | RateLimiter | false,
  take: (reading: OptionReading<number>) => number,
): RateLimiter | null {
  if (rateLimit === false) return null;
  if (isLimiter(rateLimit)) return rateLimit;
  const reading = readPerMinute(typeof rateLimit === 'object' ? rateLimit.perMinute : rateLimit);
  const perMinute = take(reading);
  return 'value' in reading ? createMemoryRateLimiter({ perMinute }) : null;
}

function isLimiter(rateLimit: { perMinute: number } | RateLimiter): rateLimit is RateLimiter {
  return typeof rateLimit === 'object' && 'consume' in rateLimit && typeof rateLimit.consume === 'function';
}

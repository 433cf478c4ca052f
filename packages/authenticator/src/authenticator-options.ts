// The options of the endpoint, their defaults and their checks.
import { createMemoryRateLimiter, type RateLimiter } from './endpoint/rate-limiter.js';
import { invalidOption, readPerMinute, readScope } from './exchange-options.js';
import { createSafeLogger, type Logger } from './logger.js';
import type { ParticipantReference, TokenExchange } from './token-exchange.js';

/** Options of `createAuthenticator`. */
export interface AuthenticatorOptions {
  /** From `createTokenExchange`. */
  exchange: TokenExchange;
  /**
   * Says who is signed in, from the app's own session: a cookie or a header that the app itself has verified. `null`
   * when nobody is. Never take the participant from the body or the query: anybody can write there.
   */
  participant: (request: Request) => Promise<ParticipantReference | null> | ParticipantReference | null;
  /** Origins other than the endpoint's own whose pages may ask, such as `https://app.example.org`. Default none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Default 60 requests a minute and participant, counted in this process; `false` switches it off. */
  rateLimit?: { perMinute: number } | RateLimiter | false | undefined;
  /** Space-separated scopes of the tokens. Default: those of the exchange. */
  scope?: string | undefined;
  /** Default: warnings and errors on the console. */
  logger?: Logger | undefined;
}

/** Checked options with every default filled in. */
export interface AuthenticatorSettings {
  exchange: TokenExchange;
  participant: AuthenticatorOptions['participant'];
  allowedOrigins: ReadonlySet<string>;
  limiter: RateLimiter | null;
  scope: string | undefined;
  logger: Logger;
}

/** @throws {AuthenticatorError} `invalid_option`, naming the option */
export function readAuthenticatorOptions(options: AuthenticatorOptions): AuthenticatorSettings {
  if (typeof options.exchange?.participantToken !== 'function') {
    throw invalidOption('exchange', 'is missing', 'Make one with createTokenExchange.');
  }
  if (typeof options.participant !== 'function') {
    throw invalidOption('participant', 'is not a function', 'It says who is signed in, from your session.');
  }
  return {
    exchange: options.exchange,
    participant: options.participant,
    allowedOrigins: new Set((options.allowedOrigins ?? []).map(readOrigin)),
    limiter: readLimiter(options.rateLimit ?? { perMinute: 60 }),
    scope: options.scope === undefined ? undefined : readScope(options.scope),
    logger: createSafeLogger(options.logger),
  };
}

function readOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : null;
  if (origin !== null && origin !== 'null' && origin === text) return origin;
  throw invalidOption(
    'allowedOrigins',
    `has an entry that is no exact origin: ${JSON.stringify(text).slice(0, 100)}`,
    'An origin is scheme, host and port without a slash at its end, such as https://app.example.org. There are no wildcards.',
  );
}

function readLimiter(rateLimit: { perMinute: number } | RateLimiter | false): RateLimiter | null {
  if (rateLimit === false) return null;
  if ('consume' in rateLimit) return rateLimit;
  return createMemoryRateLimiter({ perMinute: readPerMinute(rateLimit.perMinute) });
}

// What an authenticator's answer means: a token, or an error that says what came back and what was expected.
import {
  parseHttpDateMs,
  parseTokenResponse,
  readAuthenticatorAnswer,
  type AuthenticatorFailure,
  type AuthenticatorHttpAnswer,
} from '@mdh-tokens/contract';
import { hintForAnswer, problemOfAnswer, problemOfTokenResponse, type TextName } from '#texts';
import { fault } from '../core/fault.js';
import { isTokenError, TokenError } from '../core/token-error.js';
import { browserPlatform } from '../platform/browser-platform.js';
import type { Platform } from '../platform/platform.js';
import type { TokenAnswer } from './token-source.js';

/**
 * Reads an HTTP answer to its end.
 *
 * @param sentAt when the request left, on the wall clock, to compare the server's date with
 * @throws TokenError with the code that the README's failure table gives for this answer
 */
export async function readResponse(
  response: Response,
  sentAt: number,
  platform: Platform,
): Promise<TokenAnswer> {
  let body: string;
  try {
    body = await response.text();
  } catch (cause) {
    throw unreachable(platform, cause);
  }
  const { status, headers } = response;
  const arrivedAt = platform.wallClockAt();
  const serverAt = parseHttpDateMs(headers.get('date'));
  const answer = {
    status,
    contentType: headers.get('content-type'),
    body,
    retryAfter: headers.get('retry-after'),
    dateMs: serverAt ?? arrivedAt,
  };
  const read = readAuthenticatorAnswer(answer);
  if (read.kind !== 'token') throw errorOf(answer, read);
  const skewMs = serverAt === null ? null : serverAt - (sentAt + arrivedAt) / 2;
  return { ...read, skewSeconds: skewMs === null ? null : Math.round(skewMs / 1000) };
}

function errorOf(
  answer: AuthenticatorHttpAnswer,
  { code, retryAfterSeconds }: AuthenticatorFailure,
  cause?: unknown,
): TokenError {
  return new TokenError(code, problemOfAnswer(answer), {
    hint: hintForAnswer(answer),
    status: answer.status || undefined,
    retryAfterSeconds: retryAfterSeconds ?? undefined,
    cause,
  });
}

/**
 * What the status of an authenticator's answer means, for a `TokenSource` to throw: the error that the URL form would
 * end in.
 *
 * @param retryAfter the answer's `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3)
 * @param body the answer's text or parsed JSON: a 403 means "no participant" only if it says `error: "forbidden"`
 */
export function tokenErrorOf(
  status: number,
  retryAfter: string | null = null,
  body: unknown = '',
): TokenError {
  return statusError({ status, retryAfter, body });
}

interface StatusFacts {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: unknown;
  readonly cause?: unknown;
}

function statusError({ status, retryAfter, body, cause }: StatusFacts): TokenError {
  const answer: AuthenticatorHttpAnswer = {
    status,
    contentType: null,
    body: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
    retryAfter,
    dateMs: browserPlatform().wallClockAt(),
  };
  const read = readAuthenticatorAnswer(answer);
  if (read.kind !== 'token') return errorOf(answer, read, cause);
  return fault('malformed', 'no_error', { status, cause, facts: [status] });
}

/** Reads what a `TokenSource` returned. @throws TokenError `malformed` */
export function readTokenResponse(value: unknown): TokenAnswer {
  const parsed = parseTokenResponse(value);
  if (parsed.ok) return { ...parsed, skewSeconds: null };
  throw fault('malformed', 'unusable', { facts: [problemOfTokenResponse(value)] });
}

/** An app's function may throw anything. A `TokenError` is a decision, an HTTP status is read, the rest is transient. */
export function readException(thrown: unknown, platform: Platform): TokenError {
  if (isTokenError(thrown)) return thrown;
  const { response } = Object(thrown) as { response?: unknown };
  for (const holder of [thrown, response]) {
    const { status, headers, data } = Object(holder) as HttpException;
    if (typeof status === 'number' && status >= 300 && status < 600) {
      return statusError({ status, retryAfter: retryAfterIn(headers), body: data, cause: thrown });
    }
  }
  return unreachable(platform, thrown, 'source_threw');
}

interface HttpException {
  status?: unknown;
  headers?: { get?: (name: string) => unknown } & Record<string, unknown>;
  data?: unknown;
}

/** As `Headers` have it, or as axios has it. */
function retryAfterIn(headers: HttpException['headers']): string | null {
  const value = typeof headers?.get === 'function' ? headers.get('retry-after') : headers?.['retry-after'];
  return typeof value === 'string' ? value : null;
}

export function unreachable(platform: Platform, cause: unknown, what: TextName = 'unreachable'): TokenError {
  return platform.isOnline() ? fault('network', what, { cause }) : fault('offline', 'offline', { cause });
}

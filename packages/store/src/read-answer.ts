// What an authenticator's answer means: a token, or an error that says what came back and what was expected.
import { parseRetryAfterSeconds, parseTokenResponse, type ParsedTokenResponse } from '@mdh-tokens/contract';
import { TokenError, type TokenErrorCode } from './core/token-error.js';
import { wallClockAt } from './platform/clock.js';

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  /** 0 for a redirect that the browser hides. */
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly retryAfter: string | null;
  /** The answer's own `Date` where it can be read, else when it arrived. */
  readonly dateMs: number;
}

export type TokenAnswer = Extract<ParsedTokenResponse, { ok: true }>;

/** @throws TokenError with the code that the README's failure table gives for this answer */
export function readHttpAnswer(answer: HttpAnswer): TokenAnswer {
  const json = parseJson(answer.text);
  if (isSuccess(answer.status) && json !== undefined) return readTokenAnswer(json);
  throw errorOf(answer, describe(answer), typeof json === 'object' && json !== null);
}

/**
 * What the status of an authenticator's answer means, for an `Authenticator` function to throw: the error that the URL
 * form would end in. A 403 counts as one with JSON.
 *
 * @param retryAfter the answer's `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3)
 */
export function tokenErrorOf(status: number, retryAfter: string | null = null): TokenError {
  return errorOf({ status, retryAfter, dateMs: wallClockAt() }, String(status), true);
}

function errorOf(
  { status, retryAfter, dateMs }: Pick<HttpAnswer, 'status' | 'retryAfter' | 'dateMs'>,
  whatCame: string,
  isJson: boolean,
): TokenError {
  const [code, hint = ''] = meaningOf(status, isJson);
  const isBusy = status === 429 || status === 503;
  const wait = isBusy ? parseRetryAfterSeconds(retryAfter, dateMs) : null;
  return new TokenError(
    code,
    `the authenticator answered ${whatCame}, expected 200 with JSON { access_token, expires_in, token_type }`,
    { hint, status: status || undefined, retryAfterSeconds: wait ?? undefined },
  );
}

/** Reads what an `Authenticator` function returned. @throws TokenError `malformed` */
export function readTokenAnswer(value: unknown): TokenAnswer {
  const parsed = parseTokenResponse(value);
  if (parsed.ok) return parsed;
  throw new TokenError('malformed', `the authenticator's answer cannot be used: ${parsed.problem}`, {
    hint: 'Pass on the answer of the MyDataHelps token endpoint as it is.',
  });
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function meaningOf(status: number, isJson: boolean): [code: TokenErrorCode, hint?: string] {
  if (isSuccess(status))
    return [
      'malformed',
      'A page of the app, such as its login page, may have answered for the authenticator.',
    ];
  if (status < 400) return ['redirected', 'Where the session has ended, answer 401 instead of a login page.'];
  if (status === 401) {
    return [
      'unauthenticated',
      'Sign the user in again, then call start(). To another origin, cookies go with credentials: "include" only.',
    ];
  }
  if (status === 403) {
    return isJson
      ? [
          'forbidden',
          'This user has no participant, or this origin is not allowed. The log of the authenticator says which.',
        ]
      : ['malformed', 'A firewall, a proxy or a login page may have answered for the authenticator.'];
  }
  if (status === 429) return ['rate_limited'];
  if (status === 408 || status === 425 || status >= 500) {
    return [
      'unavailable',
      isJson
        ? 'The log of the authenticator says more.'
        : 'A proxy may have answered: does the authenticator run?',
    ];
  }
  return ['misconfigured', 'Check the URL of the authenticator, and that it answers POST.'];
}

function describe({ status, contentType, text }: HttpAnswer): string {
  if (status === 0) return 'a redirect';
  const [, type = 'no content type'] = /^\s*([\w.+-]+\/[\w.+-]+)\s*(;|$)/.exec(contentType ?? '') ?? [];
  return `${status} with ${text.trim() === '' ? 'an empty body' : type}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

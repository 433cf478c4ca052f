// What an authenticator's answer means: a token, or an error that says what came back and what was expected.
import { parseRetryAfterSeconds, parseTokenResponse, type ParsedTokenResponse } from '@mdh-tokens/contract';
import { TokenError, type TokenErrorCode } from './core/token-error.js';

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

const expected = 'expected 200 with JSON { access_token, expires_in, token_type }';

/** @throws TokenError with the code that the README's failure table gives for this answer */
export function readHttpAnswer(answer: HttpAnswer): TokenAnswer {
  const json = parseJson(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    if (json === undefined)
      throw malformed(answer, 'The address may be a page of the app instead of its authenticator.');
    return readTokenAnswer(json);
  }
  const isJson = typeof json === 'object' && json !== null;
  if (answer.status === 403 && !isJson) {
    throw malformed(
      answer,
      'A firewall, a proxy or a login page may have answered in place of the authenticator.',
    );
  }
  const [code, hint] = meaningOf(answer.status);
  const retryAfterSeconds = parseRetryAfterSeconds(answer.retryAfter, answer.dateMs);
  throw new TokenError(code, `the authenticator answered ${describe(answer)}, ${expected}`, {
    hint,
    ...(answer.status === 0 ? {} : { status: answer.status }),
    ...(retryAfterSeconds !== null && isBusy(answer.status) ? { retryAfterSeconds } : {}),
  });
}

/** Reads what an `Authenticator` function returned. @throws TokenError `malformed` */
export function readTokenAnswer(value: unknown): TokenAnswer {
  const parsed = parseTokenResponse(value);
  if (parsed.ok) return parsed;
  throw new TokenError('malformed', `the authenticator's answer cannot be used: ${parsed.problem}`, {
    hint: 'Pass on the answer of the MyDataHelps token endpoint as it is.',
  });
}

function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

function meaningOf(status: number): [TokenErrorCode, string] {
  if (status === 0 || (status >= 300 && status < 400)) {
    return [
      'redirected',
      'The session may have ended and the server sends to its login page: answer 401 there instead.',
    ];
  }
  if (status === 401) return ['unauthenticated', 'Sign the user in again, then call start().'];
  if (status === 403)
    return ['forbidden', 'This user may not have a participant. Sign in as one who has, then call start().'];
  if (status === 408) return ['timeout', ''];
  if (status === 429) return ['rate_limited', ''];
  if (status === 425 || status >= 500) return ['unavailable', 'The log of the authenticator says more.'];
  return [
    'misconfigured',
    'Check the URL in the authenticator option, and that the server answers POST there.',
  ];
}

function malformed(answer: HttpAnswer, hint: string): TokenError {
  return new TokenError('malformed', `the authenticator answered ${describe(answer)}, ${expected}`, {
    status: answer.status,
    hint,
  });
}

function describe(answer: HttpAnswer): string {
  if (answer.status === 0) return 'a redirect';
  const type = answer.contentType?.split(';')[0]?.trim();
  const body = answer.text.trim() === '' ? 'an empty body' : isMediaType(type) ? type : 'no content type';
  return `${answer.status} with ${body}`;
}

function isMediaType(type: string | undefined): type is string {
  return type !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(type);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

// What an authenticator's HTTP answer means to a page: the one classification that the store and its checks share.
import { isTokenLike } from './near-miss.js';
import { parseRetryAfterSeconds } from './retry-after.js';
import { parseTokenResponse, type TokenResponse, type TokenResponseNote } from './token-response.js';

/** An HTTP answer, read to its end. */
export interface AuthenticatorHttpAnswer {
  /** 0 for a redirect that the browser hides (`Response.type` is `opaqueredirect`). */
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** The `Retry-After` header. */
  readonly retryAfter: string | null;
  /** The answer's own `Date` where it can be read, else when it arrived; epoch milliseconds. */
  readonly dateMs: number;
}

/**
 * What the page does next. `transient` and `rate_limited`: tries again, later. `unauthenticated` and `forbidden`: the
 * session has ended, or nobody's participant is signed in. `broken`: tries a few times more. `misconfigured`: gives up.
 */
export type AuthenticatorFailureKind =
  | 'transient'
  | 'rate_limited'
  | 'unauthenticated'
  | 'forbidden'
  | 'broken'
  | 'misconfigured';

/** An answer without a usable token. */
export interface AuthenticatorFailure {
  readonly kind: AuthenticatorFailureKind;
  /** A finer name: `unavailable` is transient, `malformed` and `redirected` are broken; else that of the kind. */
  readonly code:
    | Exclude<AuthenticatorFailureKind, 'transient' | 'broken'>
    | 'unavailable'
    | 'malformed'
    | 'redirected';
  /** One sentence: what came and what was expected. Never a text of the answer. */
  readonly problem: string;
  /** Of a 429 or a 503, else `null`. */
  readonly retryAfterSeconds: number | null;
}

export type AuthenticatorAnswer =
  | { readonly kind: 'token'; readonly response: TokenResponse; readonly notes: TokenResponseNote[] }
  | AuthenticatorFailure;

/** Classifies an answer by status, content type and, for a 403, the body's `error`. Never throws. */
export function readAuthenticatorAnswer(answer: AuthenticatorHttpAnswer): AuthenticatorAnswer {
  const { status } = answer;
  // Without a byte order mark, too.
  const text = answer.body.trim();
  const json = parseJson(text);
  const isSuccess = status >= 200 && status < 300;
  const value = json === undefined && isTokenLike(text) ? text : json;
  if (isSuccess && value !== undefined) {
    const parsed = parseTokenResponse(value);
    return parsed.ok
      ? { kind: 'token', response: parsed.response, notes: parsed.notes }
      : failure('malformed', `the authenticator's answer cannot be used: ${parsed.problem}`, null);
  }
  const mediaType = nameOf(answer.contentType);
  const isBroken = isSuccess && !(json === undefined && isCutOff(mediaType, text));
  const came = status === 0 ? 'a redirect' : `${status} with ${text === '' ? 'an empty body' : mediaType}`;
  return failure(
    isBroken ? 'malformed' : codeOf(status, json),
    `the authenticator answered ${came}${isSuccess && !isBroken ? ' that ends too early' : ''}, expected 200 with JSON { access_token, expires_in, token_type }`,
    status === 429 || status === 503 ? parseRetryAfterSeconds(answer.retryAfter, answer.dateMs) : null,
  );
}

/** A content type that a page may repeat: in another one there could be anything. */
function nameOf(contentType: string | null): string {
  const [, known] =
    /^\s*((?:text|application)\/(?:html|plain|xml|(?:problem\+)?json))\s*(;|$)/i.exec(contentType ?? '') ??
    [];
  return known ?? (contentType === null ? 'no content type' : 'another content type');
}

/**
 * Whether a text that is no JSON would be, had it not ended too early: the connection broke, and nobody noticed. A
 * whole text, such as a page or a Python dictionary, is of another kind.
 */
function isCutOff(mediaType: string, text: string): boolean {
  return /json$/i.test(mediaType) && /^($|[{"](?![^]*}$))/.test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Of an answer that is no whole success. */
function codeOf(status: number, json: unknown): AuthenticatorFailure['code'] {
  if (status < 300 && status > 0) return 'unavailable';
  if (status < 400) return 'redirected';
  if (status === 401) return 'unauthenticated';
  if (status === 403) {
    return (json as { error?: unknown } | null | undefined)?.error === 'forbidden'
      ? 'forbidden'
      : 'malformed';
  }
  if (status === 429) return 'rate_limited';
  return status === 408 || status === 425 || status >= 500 ? 'unavailable' : 'misconfigured';
}

function failure(
  code: AuthenticatorFailure['code'],
  problem: string,
  retryAfterSeconds: number | null,
): AuthenticatorFailure {
  const isBroken = code === 'malformed' || code === 'redirected';
  const kind = code === 'unavailable' ? 'transient' : isBroken ? 'broken' : code;
  return { kind, code, problem, retryAfterSeconds };
}

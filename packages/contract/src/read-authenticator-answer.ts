// What an authenticator's HTTP answer means to a page: the one classification that the store and its checks share.
import { isTokenLike } from './likeness.js';
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

/** An answer without a usable token. `problemOfAnswer` says in words what came and what was expected. */
export interface AuthenticatorFailure {
  readonly kind: AuthenticatorFailureKind;
  /** A finer name: `unavailable` is transient, `malformed` and `redirected` are broken; else that of the kind. */
  readonly code:
    | Exclude<AuthenticatorFailureKind, 'transient' | 'broken'>
    | 'unavailable'
    | 'malformed'
    | 'redirected';
  /** Of a 429 or a 503, else `null`. */
  readonly retryAfterSeconds: number | null;
}

export type AuthenticatorAnswer =
  | { readonly kind: 'token'; readonly response: TokenResponse; readonly notes: TokenResponseNote[] }
  | AuthenticatorFailure;

/** Classifies an answer by status, content type and, for a 403, the body's `error`. Never throws. */
export function readAuthenticatorAnswer(answer: AuthenticatorHttpAnswer): AuthenticatorAnswer {
  const { status } = answer;
  const content = readContent(answer);
  if (isSuccess(status) && content.value !== undefined) {
    const parsed = parseTokenResponse(content.value);
    return parsed.ok
      ? { kind: 'token', response: parsed.response, notes: parsed.notes }
      : failure('malformed', null);
  }
  return failure(
    isSuccess(status) && !content.isCutOff ? 'malformed' : codeOf(status, content.json),
    status === 429 || status === 503 ? parseRetryAfterSeconds(answer.retryAfter, answer.dateMs) : null,
  );
}

/** The body of an answer, as far as it can be understood. */
export interface AnswerContent {
  /** `undefined` where the text is no JSON. */
  readonly json: unknown;
  /** The JSON, or a bare text that could be a token; else `undefined`. */
  readonly value: unknown;
  /** The text is no JSON, and would be, had it not ended too early. */
  readonly isCutOff: boolean;
}

export function readContent({ body, contentType }: AuthenticatorHttpAnswer): AnswerContent {
  // Without a byte order mark, too.
  const text = body.trim();
  const json = parseJson(text);
  const value = json === undefined && isTokenLike(text) ? text : json;
  return { json, value, isCutOff: json === undefined && isCutOff(contentType, text) };
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whether a text that is no JSON would be, had it not ended too early: the connection broke, and nobody noticed. A
 * whole text, such as a page or a Python dictionary, is of another kind.
 */
function isCutOff(contentType: string | null, text: string): boolean {
  return (
    /^\s*(text|application)\/(problem\+)?json\s*(;|$)/i.test(contentType ?? '') &&
    /^($|[{"](?![^]*}$))/.test(text)
  );
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

function failure(code: AuthenticatorFailure['code'], retryAfterSeconds: number | null): AuthenticatorFailure {
  const isBroken = code === 'malformed' || code === 'redirected';
  const kind = code === 'unavailable' ? 'transient' : isBroken ? 'broken' : code;
  return { kind, code, retryAfterSeconds };
}

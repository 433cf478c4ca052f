// What the endpoint answers, as plain data: each adapter writes it in its own way.
import type { AuthenticatorErrorBody, TokenResponse } from '@mdh-tokens/contract';
import { statusOf, wireCode, type AuthenticatorError } from '../authenticator-error.js';

/** An answer of the endpoint. */
export interface AuthenticatorAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** What an answer owes to its request, whatever comes of it. */
export interface AnswerContext {
  requestId: string;
  /** The origin whose pages may read the answer; `null` for none but the endpoint's own. */
  corsOrigin: string | null;
}

/** 200 with a token. */
export function tokenAnswer(token: TokenResponse, context: AnswerContext): AuthenticatorAnswer {
  return { status: 200, headers: jsonHeaders(context), body: JSON.stringify(token) };
}

/** The contract's answer to a failure: code and sentence, nothing of MyDataHelps' own words. */
export function errorAnswer(error: AuthenticatorError, context: AnswerContext): AuthenticatorAnswer {
  const headers = jsonHeaders(context);
  const status = statusOf(error.code);
  const wait = toWait(error.retryAfterSeconds);
  if (wait !== null) headers['retry-after'] = wait;
  if (status === 405) headers['allow'] = 'POST, OPTIONS';
  const body: AuthenticatorErrorBody = { error: wireCode(error.code), error_description: error.message };
  return { status, headers, body: JSON.stringify(body) };
}

/** Whole seconds (RFC 9110 section 10.2.3), also where an app's own limiter or error has something else. */
function toWait(seconds: number | undefined): string | null {
  return Number.isFinite(seconds) ? String(Math.max(0, Math.ceil(Number(seconds)))) : null;
}

/** 204 to a CORS preflight (Fetch standard section 4.8). */
export function preflightAnswer(
  requestedHeaders: string | null,
  context: AnswerContext,
): AuthenticatorAnswer {
  const names = /^[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*$/.test(requestedHeaders ?? '') ? requestedHeaders : null;
  const headers = protectiveHeaders(context);
  headers['access-control-allow-methods'] = 'POST';
  headers['access-control-allow-headers'] = names ?? 'authorization, content-type';
  headers['access-control-max-age'] = '600';
  return { status: 204, headers, body: '' };
}

function jsonHeaders(context: AnswerContext): Record<string, string> {
  const headers = protectiveHeaders(context);
  headers['content-type'] = 'application/json';
  return headers;
}

/**
 * For every answer: nothing is stored, sniffed, framed or embedded; the page of an allowed origin reads it, cookies
 * included. A literal, since Node writes the head of a spread copy at several times the cost.
 */
function protectiveHeaders({ requestId, corsOrigin }: AnswerContext): Record<string, string> {
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'Origin',
    'x-request-id': requestId,
  };
  if (corsOrigin !== null) {
    headers['access-control-allow-origin'] = corsOrigin;
    headers['access-control-allow-credentials'] = 'true';
    headers['access-control-expose-headers'] = 'Date, Retry-After, X-Request-Id';
  }
  return headers;
}

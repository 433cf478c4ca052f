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

/** For every answer: nothing is stored, sniffed, framed or embedded. */
const protection = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const json = { 'content-type': 'application/json', ...protection };

/** 200 with a token. */
export function tokenAnswer(token: TokenResponse): AuthenticatorAnswer {
  return { status: 200, headers: { ...json }, body: JSON.stringify(token) };
}

/** The contract's answer to a failure: code and sentence, nothing of MyDataHelps' own words. */
export function errorAnswer(error: AuthenticatorError): AuthenticatorAnswer {
  const headers: Record<string, string> = { ...json };
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds);
  const body: AuthenticatorErrorBody = { error: wireCode(error.code), error_description: error.message };
  return { status: statusOf(error.code), headers, body: JSON.stringify(body) };
}

/** 204 to a CORS preflight (Fetch standard section 4.8). */
export function preflightAnswer(requestedHeaders: string | null): AuthenticatorAnswer {
  const names = /^[\w-]+(?:\s*,\s*[\w-]+)*$/.test(requestedHeaders ?? '') ? requestedHeaders : null;
  return {
    status: 204,
    headers: {
      ...protection,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': names ?? 'authorization, content-type',
      'access-control-max-age': '600',
    },
    body: '',
  };
}

/** Lets the page of an allowed origin read the answer, cookies included. */
export function addCors(answer: AuthenticatorAnswer, corsOrigin: string | null): void {
  answer.headers['vary'] = 'Origin';
  if (corsOrigin === null) return;
  answer.headers['access-control-allow-origin'] = corsOrigin;
  answer.headers['access-control-allow-credentials'] = 'true';
  answer.headers['access-control-expose-headers'] = 'Date, Retry-After, X-Request-Id';
}

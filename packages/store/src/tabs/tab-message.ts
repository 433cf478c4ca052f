// What tabs say to each other. Everything that comes in is read as if it came from a stranger.
import { parseTokenResponse, type TokenResponse } from '@mdh-tokens/contract';
import type { PeerFacts } from '../core/events.js';
import { TokenError } from '../core/token-error.js';

/** How long a message may have been on its way: a frozen tab finds hours of them. */
const longestDelayMs = 10_000;

/** The codes of failures that concern every tab of the user. */
const sharedCodes = [
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'unavailable',
  'timeout',
  'network',
] as const;

/** The sender's token, as an answer of the authenticator: `expires_in` and `refresh_in` are what is left. */
export interface TokenMessage {
  readonly type: 'token';
  /** The sender's wall clock; tabs of one machine share it. */
  readonly sentAt: number;
  readonly generation: number;
  readonly lifeSeconds: number;
  readonly refreshInSeconds: number;
  readonly response: TokenResponse;
}

export type TabMessage =
  | { readonly type: 'ask' }
  | TokenMessage
  | {
      readonly type: 'failure';
      readonly sentAt: number;
      readonly code: string;
      readonly retryAfterSeconds?: number;
    };

export type ReadTabMessage =
  | { readonly type: 'ask' }
  | { readonly type: 'token'; readonly response: TokenResponse; readonly facts: Omit<PeerFacts, 'sameToken'> }
  | { readonly type: 'failure'; readonly error: TokenError }
  | { readonly type: 'dropped'; readonly why: 'malformed' | 'late' | 'expired' };

/** @param nowAt this page's wall clock */
export function readTabMessage(message: unknown, nowAt: number): ReadTabMessage {
  if (typeof message !== 'object' || message === null) return { type: 'dropped', why: 'malformed' };
  const fields = message as Record<string, unknown>;
  if (fields['type'] === 'ask') return { type: 'ask' };
  const { sentAt } = fields;
  if (!isFinite(sentAt)) return { type: 'dropped', why: 'malformed' };
  const delayMs = nowAt - sentAt;
  // A negative delay is a clock that was set back in between: how old the message is cannot be known.
  if (delayMs > longestDelayMs || delayMs < -50) return { type: 'dropped', why: 'late' };
  if (fields['type'] === 'failure') return readFailure(fields);
  return fields['type'] === 'token' ? readToken(fields, delayMs) : { type: 'dropped', why: 'malformed' };
}

function readToken(fields: Record<string, unknown>, delayMs: number): ReadTabMessage {
  const { lifeSeconds, refreshInSeconds, generation } = fields;
  const parsed = parseTokenResponse(fields['response']);
  if (!parsed.ok || !isFinite(lifeSeconds) || !isFinite(refreshInSeconds) || !isFinite(generation)) {
    return { type: 'dropped', why: 'malformed' };
  }
  const { response } = parsed;
  const leftMs = response.expires_in * 1000 - Math.max(delayMs, 0);
  if (leftMs <= 0 || lifeSeconds < response.expires_in) {
    return { type: 'dropped', why: leftMs <= 0 ? 'expired' : 'malformed' };
  }
  const facts = {
    leftMs,
    lifeMs: lifeSeconds * 1000,
    refreshInMs: refreshInSeconds * 1000,
    subject: response.subject ?? null,
  };
  return { type: 'token', response, facts };
}

function readFailure(fields: Record<string, unknown>): ReadTabMessage {
  const { retryAfterSeconds } = fields;
  const code = sharedCodes.find((shared) => shared === fields['code']);
  if (code === undefined) return { type: 'dropped', why: 'malformed' };
  const error = new TokenError(code, 'the authenticator refused another tab', {
    hint: 'The tab that asked knows more.',
    ...(isFinite(retryAfterSeconds) && retryAfterSeconds >= 0 ? { retryAfterSeconds } : {}),
  });
  return { type: 'failure', error };
}

/** What the others are told of a failure; `null` where it is this tab's own affair. */
export function failureMessage(error: TokenError, sentAt: number): TabMessage | null {
  if (!sharedCodes.some((code) => code === error.code)) return null;
  const { code, retryAfterSeconds } = error;
  return { type: 'failure', sentAt, code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

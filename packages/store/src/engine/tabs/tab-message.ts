// What tabs say to each other. Everything that comes in is read as if it came from a stranger.
import type { parseTokenResponse, TokenResponse } from '@mdh-tokens/contract';
import type { PeerFacts, PeerFailure } from '../../core/events.js';
import { newsMs } from '../../core/policy.js';
import type { severityOf, TokenError } from '../../core/token-error.js';

/**
 * The codes that concern every tab of the user. `network` is not one of them: a tab that is reloaded or left loses its
 * call, which says nothing of another tab's network.
 */
const sharedCodes = [
  'unauthenticated',
  'forbidden',
  'participant_changed',
  'rate_limited',
  'unavailable',
  'timeout',
  'signed_out',
] as const;

/** No token lives longer than ten years, and an instant that is reckoned from its life stays a date. */
const mostLifeSeconds = 315_360_000;

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

/** How a call failed. `subject` is the participant whose token it was to bring, where that is known. */
export interface FailureMessage {
  readonly type: 'failure';
  readonly sentAt: number;
  /** How long before that the call left. */
  readonly agoMs: number;
  readonly code: string;
  readonly retryAfterSeconds?: number;
  readonly subject?: string;
}

export type TabMessage = { readonly type: 'ask' } | TokenMessage | FailureMessage;

export type ReadTabMessage =
  | { readonly type: 'ask' }
  | { readonly type: 'token'; readonly response: TokenResponse; readonly facts: Omit<PeerFacts, 'sameToken'> }
  | ({ readonly type: 'failure' } & PeerFailure)
  | { readonly type: 'dropped'; readonly why: 'malformed' | 'late' | 'expired' };

/** What the reading shares with the rest of the store. Handed in, so that the tabs' file of a bundle holds no part of it. */
export interface MessageTools {
  readonly parseTokenResponse: typeof parseTokenResponse;
  readonly severityOf: typeof severityOf;
  readonly TokenError: typeof TokenError;
}

/** @param nowAt this page's wall clock */
export function readTabMessage(message: unknown, nowAt: number, tools: MessageTools): ReadTabMessage {
  if (typeof message !== 'object' || message === null) return dropped('malformed');
  const fields = message as Record<string, unknown>;
  if (fields['type'] === 'ask') return { type: 'ask' };
  const { sentAt } = fields;
  if (!isNumber(sentAt)) return dropped('malformed');
  const delayMs = nowAt - sentAt;
  // A negative delay is a clock that was set back in between: how old the message is cannot be known.
  const isLate = delayMs > newsMs || delayMs < -50;
  if (fields['type'] === 'failure') return readFailure(fields, { delayMs, isLate }, tools);
  if (isLate) return dropped('late');
  return fields['type'] === 'token' ? readToken(fields, delayMs, tools) : dropped('malformed');
}

function dropped(why: 'malformed' | 'late' | 'expired'): ReadTabMessage {
  return { type: 'dropped', why };
}

function readToken(
  fields: Record<string, unknown>,
  delayMs: number,
  { parseTokenResponse: parse }: MessageTools,
): ReadTabMessage {
  const { lifeSeconds, refreshInSeconds, generation } = fields;
  const parsed = parse(fields['response']);
  if (!parsed.ok || !isNumber(lifeSeconds) || !isNumber(refreshInSeconds) || !isNumber(generation)) {
    return dropped('malformed');
  }
  const { response } = parsed;
  const leftMs = response.expires_in * 1000 - Math.max(delayMs, 0);
  if (leftMs <= 0 || lifeSeconds < response.expires_in || lifeSeconds > mostLifeSeconds) {
    return dropped(leftMs <= 0 ? 'expired' : 'malformed');
  }
  const facts = {
    leftMs,
    lifeMs: lifeSeconds * 1000,
    refreshInMs: refreshInSeconds * 1000,
    subject: response.subject ?? null,
  };
  return { type: 'token', response, facts };
}

/** The end of a session counts however late it is heard. Every other failure counts only while it is news. */
function readFailure(
  fields: Record<string, unknown>,
  { delayMs, isLate }: { delayMs: number; isLate: boolean },
  tools: MessageTools,
): ReadTabMessage {
  const { retryAfterSeconds, agoMs, subject = null } = fields;
  const code = sharedCodes.find((shared) => shared === fields['code']);
  if (code === undefined || !isNumber(agoMs) || !(subject === null || typeof subject === 'string')) {
    return dropped('malformed');
  }
  const isSignOut = code === 'signed_out';
  const error = new tools.TokenError(
    code,
    isSignOut ? 'the user has signed out in another tab' : 'the authenticator refused another tab',
    {
      hint: `${isSignOut ? '' : 'The tab that asked knows more. '}After a sign-in, call start().`,
      retryAfterSeconds: isNumber(retryAfterSeconds) ? retryAfterSeconds : undefined,
    },
  );
  const severity = tools.severityOf(error);
  const isEnd = severity === 'signed-out' || severity === 'denied';
  if (isLate && !isEnd) return dropped('late');
  const sinceMs = Math.max(agoMs, 0) + Math.max(delayMs, 0);
  return { type: 'failure', error, agoMs: isLate ? Math.max(sinceMs, newsMs + 1) : sinceMs, subject };
}

/** What the others are told of a failure; `null` where it is this tab's own affair. */
export function failureMessage(
  { code, retryAfterSeconds }: TokenError,
  { sentAt, agoMs, subject }: { sentAt: number; agoMs: number; subject: string | null },
): FailureMessage | null {
  if (!sharedCodes.some((shared) => shared === code)) return null;
  return {
    type: 'failure',
    sentAt,
    agoMs,
    code,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(subject === null ? {} : { subject }),
  };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

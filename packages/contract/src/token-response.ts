// The authenticator's answer with a token, and the reader that every answer and every tab message goes through.
import { isWordForNothing, otherUnit } from './likeness.js';

/**
 * The authenticator's answer, and also the plain answer of the MyDataHelps token endpoint (RFC 6749 section 5.1).
 */
export interface TokenResponse {
  /** The participant access token: opaque, never decoded. */
  access_token: string;
  /** Seconds of life that are left at the date of the answer. */
  expires_in: number;
  /** Always `Bearer`, in any case. */
  token_type: string;
  /** Seconds after which the authenticator would like the next call, when that is earlier than the page's own plan. */
  refresh_in?: number;
  /** An opaque keyed hash of the participant, so that a page notices when the session changes hands. */
  subject?: string;
}

/** Something in an answer that was understood but should be mended on the server. */
export type TokenResponseNote =
  | 'expires_in_string'
  | 'token_type_missing'
  | 'refresh_in_ignored'
  | 'subject_ignored';

/** What the reader made of an answer: the token, or nothing. `problemOfTokenResponse` says what is wrong. */
export type ParsedTokenResponse =
  | { ok: true; response: TokenResponse; notes: TokenResponseNote[] }
  | { ok: false };

/** As much as the authenticator reads of an answer. */
const mostTokenLength = 65_536;
/** A century: more is a mistake, such as 1e305. */
const mostLifeSeconds = 3_155_760_000;

/**
 * Reads a decoded JSON value as a token answer. Digit strings are accepted for `expires_in`, and a missing
 * `token_type` is taken for `Bearer`, each with a note. Unknown fields are dropped. A life is from one second to a
 * century. What is nearly right (another spelling, a wrapper, the token alone, milliseconds) is refused.
 */
export function parseTokenResponse(value: unknown): ParsedTokenResponse {
  if (!isObject(value)) return { ok: false };
  const { access_token: accessToken, expires_in: expiresIn, refresh_in: refreshIn = null } = value;
  const { token_type: tokenType = null, subject = null } = value;
  const notes: TokenResponseNote[] = [];

  const life = readLife(expiresIn);
  if (!isToken(accessToken) || life === null) return { ok: false };
  if (typeof expiresIn === 'string') notes.push('expires_in_string');
  if (tokenType === null) notes.push('token_type_missing');
  else if (typeof tokenType !== 'string' || !/^bearer$/i.test(tokenType)) return { ok: false };

  const response: TokenResponse = { access_token: accessToken, expires_in: life, token_type: 'Bearer' };
  if (refreshIn !== null) {
    const wished = readSeconds(refreshIn);
    if (wished === null) notes.push('refresh_in_ignored');
    else response.refresh_in = wished;
  }
  if (subject !== null) {
    if (typeof subject === 'string' && /^[^]{1,256}$/.test(subject)) response.subject = subject;
    else notes.push('subject_ignored');
  }
  return { ok: true, response, notes };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isToken(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= mostTokenLength &&
    /^[\x21-\x7e]+$/.test(value) &&
    !isWordForNothing(value)
  );
}

/** A life in seconds; `null` where it cannot be one, or is more likely in another unit. */
export function readLife(value: unknown): number | null {
  const life = readSeconds(value);
  return life === null || life < 1 || otherUnit(life) !== null ? null : life;
}

function readSeconds(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number <= mostLifeSeconds ? number : null;
}

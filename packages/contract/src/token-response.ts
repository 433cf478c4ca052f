// The authenticator's answer with a token, and the reader that every answer and every tab message goes through.

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

/** What the reader made of an answer: the token, or a sentence that says what is wrong (and never holds a value). */
export type ParsedTokenResponse =
  | { ok: true; response: TokenResponse; notes: TokenResponseNote[] }
  | { ok: false; problem: string };

const tokenCharacters = /^[\x21-\x7e]+$/;
const wordForNothing = /^(null|undefined)$/;

/**
 * Reads a decoded JSON value as a token answer. Digit strings are accepted for `expires_in`, and a missing
 * `token_type` is taken for `Bearer`, each with a note. Unknown fields are dropped.
 */
export function parseTokenResponse(value: unknown): ParsedTokenResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong('the answer', value, 'a JSON object with access_token and expires_in');
  }
  const {
    access_token: accessToken,
    expires_in: expiresIn,
    token_type: tokenType = null,
    refresh_in: refreshIn = null,
    subject = null,
  } = value as Record<string, unknown>;
  const notes: TokenResponseNote[] = [];

  if (
    typeof accessToken !== 'string' ||
    !tokenCharacters.test(accessToken) ||
    wordForNothing.test(accessToken)
  ) {
    return wrong('access_token', accessToken, 'the participant access token as text without spaces');
  }
  const lifeSeconds = secondsAbove0(expiresIn);
  if (lifeSeconds === null) return wrong('expires_in', expiresIn, 'the seconds of life left, above 0');
  if (typeof expiresIn === 'string') notes.push('expires_in_string');
  if (tokenType === null) notes.push('token_type_missing');
  else if (typeof tokenType !== 'string' || !/^bearer$/i.test(tokenType)) {
    return { ok: false, problem: 'token_type is not "Bearer"' };
  }

  const response: TokenResponse = {
    access_token: accessToken,
    expires_in: lifeSeconds,
    token_type: 'Bearer',
  };
  if (refreshIn !== null) {
    const wished = secondsAbove0(refreshIn);
    if (wished === null) notes.push('refresh_in_ignored');
    else response.refresh_in = wished;
  }
  if (subject !== null) {
    if (typeof subject === 'string' && /^[^]{1,256}$/.test(subject)) response.subject = subject;
    else notes.push('subject_ignored');
  }
  return { ok: true, response, notes };
}

function wrong(name: string, value: unknown, expected: string): ParsedTokenResponse {
  return { ok: false, problem: `${name} is ${describe(value)}, expected ${expected}` };
}

function secondsAbove0(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && number > 0 && number < Infinity ? number : null;
}

/** In words that repeat no text, since it may be a token. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === '') return 'empty';
  if (typeof value === 'number' || value === null) return String(value);
  if (typeof value !== 'string') return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return wordForNothing.test(value) ? `the word "${value}"` : 'other text';
}

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

/**
 * Reads a decoded JSON value as a token answer. Digit strings are accepted for `expires_in`, and a missing
 * `token_type` is taken for `Bearer`, each with a note. Unknown fields are dropped.
 */
export function parseTokenResponse(value: unknown): ParsedTokenResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong(`the answer is ${nameOf(value)}, expected a JSON object with access_token and expires_in`);
  }
  const fields = value as Record<string, unknown>;
  const notes: TokenResponseNote[] = [];

  const accessToken = fields['access_token'];
  if (
    typeof accessToken !== 'string' ||
    !tokenCharacters.test(accessToken) ||
    isWordForNothing(accessToken)
  ) {
    return wrong(
      `access_token is ${describeToken(accessToken)}, expected the participant access token as text`,
    );
  }

  const expiresIn = seconds(fields['expires_in']);
  if (expiresIn === null || expiresIn <= 0) {
    return wrong(
      `expires_in is ${describeNumber(fields['expires_in'])}, expected the seconds of life left, above 0`,
    );
  }
  if (typeof fields['expires_in'] === 'string') notes.push('expires_in_string');

  const tokenType = fields['token_type'];
  if (tokenType === undefined || tokenType === null) notes.push('token_type_missing');
  else if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') {
    return wrong('token_type is not "Bearer"');
  }

  const response: TokenResponse = { access_token: accessToken, expires_in: expiresIn, token_type: 'Bearer' };

  const refreshIn = fields['refresh_in'];
  if (refreshIn !== undefined && refreshIn !== null) {
    const wanted = seconds(refreshIn);
    if (wanted !== null && wanted > 0) response.refresh_in = wanted;
    else notes.push('refresh_in_ignored');
  }
  const subject = fields['subject'];
  if (subject !== undefined && subject !== null) {
    if (typeof subject === 'string' && subject !== '' && subject.length <= 256) response.subject = subject;
    else notes.push('subject_ignored');
  }
  return { ok: true, response, notes };
}

function wrong(problem: string): ParsedTokenResponse {
  return { ok: false, problem };
}

function seconds(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function isWordForNothing(text: string): boolean {
  return text === 'null' || text === 'undefined';
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function describeToken(value: unknown): string {
  if (typeof value !== 'string' || value === '') return nameOf(value);
  return isWordForNothing(value) ? `the word "${value}"` : 'text with spaces or characters no token has';
}

function describeNumber(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? 'text that is not a number' : nameOf(value);
}

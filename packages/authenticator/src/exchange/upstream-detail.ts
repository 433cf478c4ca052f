// What may be kept of the identity server's own words.
import type { UpstreamDetail } from '../authenticator-error.js';

const longestText = 200;

/** Of RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628, RFC 8707, RFC 9449 and OpenID Connect: any other might be a value. */
const knownCodes: ReadonlySet<unknown> = new Set([
  'access_denied',
  'account_selection_required',
  'authorization_pending',
  'consent_required',
  'expired_token',
  'interaction_required',
  'invalid_client',
  'invalid_dpop_proof',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'invalid_target',
  'invalid_token',
  'login_required',
  'server_error',
  'slow_down',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_token_type',
  'use_dpop_nonce',
]);

/** Reads the status and the OAuth code of an answer (RFC 6749 section 5.2). */
export function readUpstreamDetail(status: number, text: string): UpstreamDetail {
  const code = parse(text)?.['error'];
  return knownCodes.has(code) ? { status, error: code as string } : { status };
}

/**
 * What the server says in words, for a log at the level `debug`: no filter finds every name and every secret in it.
 *
 * @param secrets what was sent, in case the server repeats it
 * @returns at most 200 printable characters; `null` where there are none
 */
export function readUpstreamText(text: string, secrets: readonly string[]): string | null {
  const fields = parse(text);
  const words = fields?.['error_description'] ?? fields?.['message'] ?? fields?.['error'];
  return typeof words === 'string' && words !== '' ? sanitise(words, secrets) : null;
}

/** One line of printable text without long runs that could be secrets, and without what was sent. */
function sanitise(text: string, secrets: readonly string[]): string {
  let clean = text.slice(0, 4000);
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[removed]');
  return clean
    .replaceAll(/[A-Za-z0-9_\-.+/=~%]{20,}/g, (run) => (isWord(run) ? run : '[removed]'))
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .slice(0, longestText);
}

/** Such as `participantIdentifier`, with the full stop of its sentence. Digits and stray capitals are those of secrets. */
function isWord(run: string): boolean {
  const word = run.replace(/\.$/, '');
  return word.length <= 40 && /^[A-Za-z][a-z]{2,}(?:[A-Z][a-z]{2,})*$/.test(word) && !/^[a-f]+$/.test(word);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

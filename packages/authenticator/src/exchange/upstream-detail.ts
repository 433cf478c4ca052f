// What may be kept of the identity server's own words: enough to find a fault, nothing that is a secret.
import type { UpstreamDetail } from '../authenticator-error.js';

const longestDescription = 200;

/**
 * Reads the error part of an answer (RFC 6749 section 5.2) for the log.
 *
 * @param secrets what was sent, in case the server repeats it
 */
export function readUpstreamDetail(status: number, text: string, secrets: readonly string[]): UpstreamDetail {
  const fields = parse(text);
  const code = fields?.['error'];
  const words = fields?.['error_description'] ?? fields?.['message'];
  const detail: UpstreamDetail = { status };
  // Codes are words in lower case; anything else might carry a value.
  if (typeof code === 'string' && /^[a-z][a-z_]{1,39}$/.test(code)) detail.error = code;
  if (typeof words === 'string' && words !== '') detail.description = sanitise(words, secrets);
  return detail;
}

/** One line of printable text without long runs that could be secrets, and without what was sent. */
export function sanitise(text: string, secrets: readonly string[]): string {
  let clean = text.slice(0, 4000);
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[removed]');
  return clean
    .replaceAll(/[A-Za-z0-9_\-.+/=~%]{20,}/g, (run) => (isWord(run) ? run : '[removed]'))
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .slice(0, longestDescription);
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

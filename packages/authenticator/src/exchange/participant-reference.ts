// Which participant is meant, checked before anything is sent.
import { AuthenticatorError } from '../authenticator-error.js';
import type { ParticipantReference } from '../token-exchange.js';

/** A reference that is safe to send. */
export type CheckedReference = { kind: 'id' | 'identifier'; value: string };

const longest = 256;

/**
 * Refuses what can be no participant: segments `.` and `..` would be resolved away in a URL, and control characters
 * have no business in a name. The value is never repeated.
 *
 * @throws {AuthenticatorError} `forbidden`; `invalid_option` when neither `id` nor `identifier` is there
 */
export function checkReference(reference: ParticipantReference): CheckedReference {
  const { id, identifier } = (reference ?? {}) as { id?: unknown; identifier?: unknown };
  const kind = isGiven(id) ? 'id' : 'identifier';
  const value = isGiven(id) ? id : identifier;
  if (!isGiven(value) || (isGiven(id) && isGiven(identifier))) {
    throw new AuthenticatorError(
      'invalid_option',
      'the participant must have exactly one of id and identifier',
      {
        hint: 'Return { id } or { identifier } from the participant callback, or null when nobody is signed in.',
      },
    );
  }
  if (typeof value !== 'string') {
    throw new AuthenticatorError(
      'invalid_option',
      `the participant's ${kind} is a ${typeof value}, expected text`,
      {
        hint: 'Pass it as text.',
      },
    );
  }
  const problem = problemOf(value) ?? (value.includes('%') ? problemOf(decode(value)) : null);
  if (problem === null) return { kind, value };
  throw new AuthenticatorError('forbidden', `the participant's ${kind} ${problem}`, {
    hint: 'Look at how your app maps its users to participants.',
  });
}

/** Under which a participant is counted: apart for the two kinds, and one for all spellings of a GUID. */
export function countingKey({ kind, value }: CheckedReference): string {
  return kind === 'id' ? `id ${value.toLowerCase()}` : `identifier ${value}`;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** As a server reads it that decodes a URL twice. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function problemOf(value: string): string | null {
  if (value.trim() === '') return 'is empty';
  // Encoded, a slash is no end of a segment; yet there are servers and proxies that decode first and resolve then.
  if (/(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(value)) return 'has a path segment with a meaning of its own';
  if (value.length > longest) return `has more than ${longest} characters`;
  // A lone surrogate cannot be encoded in a URL.
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value)) return 'has control characters';
  return null;
}

// Answers that are nearly right, told as what they are. No text of an answer is repeated: it may be a token.
import { isTokenLike, isWordForNothing, otherUnit } from './likeness.js';

/** What came instead of something, in words. */
export function describe(value: unknown): string {
  if (value == null) return value === null ? 'null' : 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'string') return `a ${typeof value}`;
  if (value === '') return 'empty';
  if (isWordForNothing(value)) return `the word "${value}"`;
  if (/^\s*[{[]/.test(value)) return 'JSON inside a text (encode it once only)';
  return isTokenLike(value) ? 'a bare text (the token alone?)' : 'other text';
}

/** A field that is missing may be there in camel case, or be wrapped with others. */
export function describeMissing(fields: object, name: string, camelName: string): string {
  if (camelName in fields) return `missing (but ${camelName} is there)`;
  const isInside = Object.values(fields).some(
    (value) => Object(value) === value && (name in value || camelName in value),
  );
  return isInside ? 'missing (but inside another field)' : 'missing';
}

/** A number is no secret where it cannot be a life. */
export function describeLife(value: unknown): string {
  if (typeof value === 'string' && /^[\d. ]+s? *$/.test(value)) return 'text with more than digits';
  if (typeof value !== 'number') return describe(value);
  if (value > 0 && value < Infinity) return otherUnit(value) ?? (value < 1 ? 'less than 1' : 'too large');
  return String(value);
}

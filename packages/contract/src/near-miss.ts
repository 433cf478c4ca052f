// Answers that are nearly right, told as what they are. No text of an answer is repeated: it may be a token.

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

/**
 * What a number of seconds is more likely to be. Milliseconds: a round number of minutes in them that is no round number
 * of days. Below 11 days nothing is suspected: the participant access tokens of MyDataHelps live for hours, but no bound
 * is promised. An instant: from 2020 to 2036 in seconds since 1970.
 */
export function otherUnit(seconds: number): string | null {
  if (seconds > 1.58e9 && seconds < 2.09e9) return 'probably an instant, not a life';
  const isMilliseconds = seconds >= 1e6 && seconds % 6e4 === 0 && seconds % 86_400 !== 0;
  return isMilliseconds ? 'probably in milliseconds' : null;
}

/** Whether a text could be a token and nothing else (the characters of RFC 6750 section 2.1). */
export function isTokenLike(text: string): boolean {
  // The beginning is enough: over many megabytes a regular expression overflows the engine's stack.
  return /^[\w.~+/-]{8,}=*$/.test(text.slice(0, 4096));
}

export function isWordForNothing(text: string): boolean {
  return text === 'null' || text === 'undefined';
}

// What a value is likely to be, whatever its place says.

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

// The Retry-After header, in both of its forms.

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3): whole seconds, or an HTTP date.
 *
 * @param value the header, or `null` where there is none
 * @param dateMs the instant a date is compared with, in epoch milliseconds: the answer's own `Date` where it is
 *   known, so that a wrong clock of the reader does not matter
 * @returns seconds, never negative; `null` where there is no header or it cannot be read
 */
export function parseRetryAfterSeconds(value: string | null, dateMs: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - dateMs) / 1000));
}

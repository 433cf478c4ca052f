// The Retry-After header, and the three forms of an HTTP date.

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
  const until = parseHttpDateMs(text);
  return until === null ? null : Math.max(0, Math.ceil((until - dateMs) / 1000));
}

/**
 * Reads an HTTP date in each of the forms of RFC 9110 section 5.6.7, always in UTC: also the asctime form, which names
 * no zone and which engines take for local time.
 *
 * @returns epoch milliseconds; `null` where it is none
 */
export function parseHttpDateMs(value: string | null): number | null {
  const text = value?.trim() ?? '';
  const [, day, month, year, time] =
    /^[a-z]{3,9},? (\d\d?)[ -]([a-z]{3})[ -](\d{4}|\d\d) ([\d:]{8}) (?:GMT|UTC|[+-]0000)$/i.exec(text) ??
    // asctime: Sun Nov  6 08:49:37 1994
    swapFields(/^[a-z]{3} ([a-z]{3}) +(\d\d?) ([\d:]{8}) (\d{4})$/i.exec(text)) ??
    [];
  if (year === undefined) return null;
  const at = Date.parse(`${day} ${month} ${year.length === 2 ? `20${year}` : year} ${time} GMT`);
  return Number.isNaN(at) ? null : at;
}

function swapFields(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[4], match[3]];
}

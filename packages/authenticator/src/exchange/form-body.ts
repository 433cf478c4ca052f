// A form as the body of a request.

/**
 * Writes `application/x-www-form-urlencoded` (WHATWG URL standard section 5.2), with `%20` for a space. `URLSearchParams`
 * does the same at several times the cost, and was the dearest single step of an exchange.
 */
export function formBody(fields: Readonly<Record<string, string>>): string {
  let body = '';
  for (const [name, value] of Object.entries(fields)) {
    body += `${body === '' ? '' : '&'}${encode(name)}=${encode(value)}`;
  }
  return body;
}

/** Half a character becomes U+FFFD, where `encodeURIComponent` would throw. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

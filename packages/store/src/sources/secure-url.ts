// Which URLs a token may travel to.
import { TokenError } from '../core/token-error.js';

/** Whether the host is this machine. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname;
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
  );
}

/**
 * Reads an option as a URL that a token may travel to: https, or http on this machine.
 *
 * @throws TokenError `invalid_option`, naming the option and never its value
 */
export function secureUrl(option: string, value: string | URL, relativeTo?: string): URL {
  let url: URL;
  try {
    url = new URL(value, relativeTo);
  } catch {
    throw new TokenError('invalid_option', `${option} is not a URL`, {
      hint: relativeTo === undefined ? 'Outside a page it has to be absolute: https://…' : '',
    });
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url;
  const isOfPage = relativeTo !== undefined && url.origin === new URL(relativeTo).origin;
  throw new TokenError('invalid_option', `${option} must be https, or http on this machine (localhost)`, {
    hint: isOfPage
      ? 'This page itself is plain http: serve it over https, or open it as localhost.'
      : 'A token sent over plain http can be read on the way.',
  });
}

/** MyDataHelps' base URL as the SDK needs it: with a trailing slash. */
export function sdkBaseUrl(value: string): string {
  const url = secureUrl('baseUrl', value);
  // An empty query or fragment shows in the text only.
  if (/[?#]/.test(url.href) || url.username !== '' || url.password !== '') {
    throw new TokenError('invalid_option', 'baseUrl must not have a query, a fragment or a user');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

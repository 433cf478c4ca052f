// Which URLs a token may travel to.
import { badOption } from '../core/fault.js';

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
    throw badOption(relativeTo === undefined ? 'not_a_url_here' : 'not_a_url', option);
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url;
  const isOfPage = relativeTo !== undefined && url.origin === new URL(relativeTo).origin;
  throw badOption(isOfPage ? 'insecure_page' : 'insecure', option);
}

/** MyDataHelps' base URL as the SDK needs it: with a trailing slash. */
export function sdkBaseUrl(value: string): string {
  const url = secureUrl('baseUrl', value);
  // An empty query or fragment shows in the text only.
  if (/[?#]/.test(url.href) || url.username !== '' || url.password !== '') {
    throw badOption('bad_base');
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

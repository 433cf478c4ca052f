// Cookies of a signed-in user from a file: a Netscape jar, or Playwright's storage state.
import { ConformanceError } from '../conformance-error.js';
import { isRecord } from '../exchange.js';

interface Cookie {
  domain: string;
  path: string;
  name: string;
  value: string;
}

/**
 * The Cookie header for a URL. Cookies that have ended are taken, too: whether the endpoint still does is a check.
 *
 * @throws {ConformanceError} `invalid_file`, which never quotes the file
 */
export function cookieHeaderFrom(text: string, file: string, url: URL): string {
  const cookies = text.trimStart().startsWith('{') ? readStorageState(text, file) : readJar(text);
  const fitting = cookies.filter(
    ({ domain, path }) => isOfHost(domain, url.hostname) && url.pathname.startsWith(path.replace(/\/$/, '')),
  );
  if (fitting.length > 0) return fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
  throw new ConformanceError(
    'invalid_file',
    `${file} holds ${cookies.length} cookies, and none for ${url.host}`,
    'Sign in at that host, then write it again: curl -c FILE, or context.storageState({ path }).',
  );
}

function readStorageState(text: string, file: string): Cookie[] {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw new ConformanceError(
      'invalid_file',
      `${file} is no JSON`,
      'context.storageState({ path }) writes it.',
    );
  }
  const cookies: unknown[] = isRecord(state) && Array.isArray(state['cookies']) ? state['cookies'] : [];
  return cookies.filter(isRecord).map((cookie) => ({
    domain: textOf(cookie['domain']),
    path: textOf(cookie['path']) || '/',
    name: textOf(cookie['name']),
    value: textOf(cookie['value']),
  }));
}

/** Lines of seven fields; curl marks what scripts cannot read with a prefix. */
function readJar(text: string): Cookie[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^#HttpOnly_/, ''))
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length >= 7)
    .map(([domain = '', , path = '/', , , name = '', value = '']) => ({ domain, path, name, value }));
}

/** RFC 6265 section 5.1.3. */
function isOfHost(domain: string, host: string): boolean {
  const bare = domain.replace(/^\./, '').toLowerCase();
  return host === bare || (bare !== '' && host.endsWith(`.${bare}`));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

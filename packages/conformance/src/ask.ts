// One request: what a check may ask for, and the same in words.
import type { Settings } from './options.js';
import type { Who } from './session.js';

/** A request. Without more it is that of a page: `POST {"reason":"start"}` from the page's origin. */
export interface Ask {
  who?: Who;
  method?: string;
  body?: string;
  /** In words, where the body would not do. */
  as?: string;
  /** `null` takes a header of a page away. */
  headers?: Record<string, string | null>;
  /** A query to add to the URL. */
  query?: Record<string, string>;
  /** Whether a 429 is an answer like any other; else it is waited for once. */
  limited?: boolean;
}

/** The body as it is sent. */
export function bodyOf({ method = 'POST', body = '{"reason":"start"}' }: Ask): string | null {
  return method === 'POST' ? body : null;
}

export function withQuery(url: URL, query: Record<string, string> = {}): URL {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  return asked;
}

const names: Record<Who, string> = {
  session: 'with the session',
  other: 'with the other session',
  expired: 'with the session that has ended',
  'without-participant': 'with the session of a user without a participant',
  nobody: 'without a session',
  nonsense: 'with a session that nobody was given',
};

/** Headers whose values say nothing about a person. */
const harmlessHeaders = /^(origin|sec-fetch-site|content-type|access-control-.*)$/;

/** The request in words: no value of a session, and none that could name a person. */
export function describeAsk(
  { who = 'session', method = 'POST', body, as, headers = {}, query }: Ask,
  { url }: Settings,
): string {
  const what =
    as ?? (method === 'POST' ? (body === '' ? 'an empty body' : (body ?? '{"reason":"start"}')) : '');
  const extra = Object.entries(headers)
    .filter(([name]) => harmlessHeaders.test(name))
    .map(([name, value]) => (value === null ? `no ${name}` : `${name}: ${value}`));
  const asked = query === undefined ? '' : `?${Object.keys(query).join('=…&')}=…`;
  const parts = [`${method} ${url.pathname}${asked}`, what, names[who], ...extra];
  return parts.filter((part) => part !== '').join(', ');
}

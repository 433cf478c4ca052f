// The sessions that a run asks with: headers of a signed-in user, kept apart from each other.
import { ConformanceError } from './conformance-error.js';
import type { Secrets } from './secrets.js';

/** Headers of a signed-in user, for example `{ cookie: 'session=…' }`. */
export type SessionHeaders = Headers | Record<string, string> | [string, string][];

/** The headers, or a function that gets them; it is called once a run. */
export type SessionSource = SessionHeaders | (() => SessionHeaders | Promise<SessionHeaders>);

/** Whose session a request carries. `nonsense` has the shape of a session and no meaning. */
export type Who = 'session' | 'other' | 'expired' | 'without-participant' | 'nobody' | 'nonsense';

/** One session in use. */
export interface Session {
  headers(): Promise<Headers>;
  /** A rolling session: the answer's cookies replace those of this session, and of no other. */
  update(setCookies: readonly string[]): boolean;
}

export function createSession(source: SessionSource, name: string, secrets: Secrets): Session {
  let opened: Promise<Headers> | null = null;

  async function open(): Promise<Headers> {
    const headers = readHeaders(typeof source === 'function' ? await call(source, name) : source, name);
    learn(headers, name, secrets);
    return headers;
  }

  return {
    headers: async () => new Headers(await (opened ??= open())),
    update(setCookies) {
      if (opened === null || setCookies.length === 0) return false;
      opened = opened.then((headers) => {
        if (!headers.has('cookie')) return headers;
        headers.set('cookie', roll(headers.get('cookie') ?? '', setCookies));
        learn(headers, name, secrets);
        return headers;
      });
      return true;
    },
  };
}

/** The same names with values that nobody was given. */
export async function toNonsense(session: Session): Promise<Headers> {
  const headers = await session.headers();
  for (const [name, value] of headers) {
    if (name === 'cookie') headers.set(name, value.replaceAll(/=[^;]*/g, '=nobody-was-given-this'));
    else
      headers.set(
        name,
        /^\s*bearer /i.test(value) ? 'Bearer nobody-was-given-this' : 'nobody-was-given-this',
      );
  }
  return headers;
}

async function call(
  source: () => SessionHeaders | Promise<SessionHeaders>,
  name: string,
): Promise<SessionHeaders> {
  try {
    return await source();
  } catch (cause) {
    throw new ConformanceError(
      'invalid_option',
      `the function that gets the ${name} session failed`,
      'It signs somebody in and returns headers, for example { cookie: "session=…" }.',
      { cause },
    );
  }
}

function readHeaders(init: SessionHeaders, name: string): Headers {
  let headers: Headers;
  try {
    headers = new Headers(init);
  } catch {
    throw new ConformanceError(
      'invalid_option',
      `the ${name} session holds characters that no header may hold`,
      'A session is headers, for example { cookie: "session=…" }. Is there a line end in it?',
    );
  }
  if ([...headers].length > 0) return headers;
  throw new ConformanceError(
    'invalid_option',
    `the ${name} session is empty`,
    'Give the headers of a signed-in user, for example { cookie: "session=…" }.',
  );
}

function learn(headers: Headers, name: string, secrets: Secrets): void {
  for (const [header, value] of headers) {
    secrets.add(value, `${name}-${header}`);
    const parts = header === 'cookie' ? cookiesOf(value).map(([, part]) => part) : value.split(/\s+/);
    for (const part of parts) {
      if (!/^(bearer|basic)$/i.test(part)) secrets.add(part, `${name}-${header}`);
    }
  }
}

function roll(cookie: string, setCookies: readonly string[]): string {
  const jar = new Map(cookiesOf(cookie));
  for (const setCookie of setCookies) {
    const [pair = ''] = setCookie.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    if (at > 0 && value !== '' && !/;\s*max-age=(0|-)/i.test(setCookie))
      jar.set(pair.slice(0, at).trim(), value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function cookiesOf(cookie: string): [string, string][] {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
}

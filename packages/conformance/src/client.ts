// How the kit asks: exactly what a check says, with one session and no cookie jar.
import type { KitClock } from './kit-clock.js';
import { isRecord, toExchange, type Exchange } from './exchange.js';
import type { Settings } from './options.js';
import type { Secrets } from './secrets.js';
import { createSession, toNonsense, type Session, type SessionSource, type Who } from './session.js';

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

/** No answer came: a check that needed it could not run. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** How it ended: after the time a page waits, for want of a connection, or because the run was ended before. */
  readonly end: 'timeout' | 'network' | 'ended';

  constructor(end: NoAnswer['end'], message: string) {
    super(message);
    this.end = end;
  }
}

export interface Client {
  ask(ask?: Ask): Promise<Exchange>;
  /** Every answer so far. */
  readonly log: readonly Exchange[];
  /** Requests that got no answer in the time a page waits, in words. */
  readonly unanswered: readonly string[];
  readonly requests: number;
  /** Different tokens that were received. */
  readonly tokens: number;
  readonly isRolling: boolean;
  /** Whether a text holds a token that was received. */
  holdsToken(text: string): boolean;
  has(who: Who): boolean;
}

/** As much of an answer as is read. */
const mostCharacters = 1_000_000;
/** After so many requests in a row without an answer, no more is sent. */
const mostSilent = 3;
const longestPauseSeconds = 90;

export function createClient(
  settings: Settings,
  secrets: Secrets,
  { clock, onWait }: { clock: KitClock; onWait: (seconds: number) => void },
): Client {
  const sessions = openSessions(settings, secrets);
  const log: Exchange[] = [];
  const unanswered: string[] = [];
  const tokens = new Set<string>();
  let requests = 0;
  let silentInARow = 0;
  let isRolling = false;

  async function send(ask: Ask): Promise<Exchange> {
    if (silentInARow >= mostSilent) {
      throw new NoAnswer('ended', `${mostSilent} requests in a row got no answer, so no more were sent`);
    }
    const { who = 'session', method = 'POST' } = ask;
    const headers = await headersFor(ask, settings, sessions);
    const body = method === 'GET' || method === 'OPTIONS' ? null : (ask.body ?? '{"reason":"start"}');
    const sent = describeAsk(ask, settings);
    const startedAt = clock.seconds();
    requests += 1;
    let response: Response;
    let text: string;
    try {
      const signal = AbortSignal.timeout(settings.timeoutSeconds * 1000);
      const init = { method, headers, body, redirect: 'manual' as const, signal };
      response = await (settings.fetch ?? fetch)(withQuery(settings.url, ask.query), init);
      text = (await response.text()).slice(0, mostCharacters);
    } catch (cause) {
      silentInARow += 1;
      throw silence(cause, sent);
    }
    silentInARow = 0;
    const arrivedMs = clock.nowMs();
    const atSeconds = clock.seconds();
    const seconds = atSeconds - startedAt;
    const exchange = toExchange({ who, method, sent, response, text, seconds, atSeconds, arrivedMs });
    learn(exchange);
    const cookies = response.headers.getSetCookie();
    if (sessions.get(who)?.update(cookies) === true) isRolling = true;
    log.push(exchange);
    return exchange;
  }

  function silence(cause: unknown, sent: string): NoAnswer {
    if (cause instanceof Error && cause.name === 'TimeoutError') {
      unanswered.push(sent);
      return new NoAnswer(
        'timeout',
        `no answer came in ${settings.timeoutSeconds} s, and a page waits no longer`,
      );
    }
    const { code } = (cause as { cause?: { code?: unknown } }).cause ?? {};
    return new NoAnswer('network', explainNetwork(typeof code === 'string' ? code : 'no code', settings.url));
  }

  /** Every text of a success may be a token, also where it is not called one. */
  function learn({ token, status, json, text }: Exchange): void {
    if (token !== null) {
      tokens.add(token);
      secrets.add(token, `token#${tokens.size}`);
    }
    if (status >= 200 && status < 300) {
      for (const value of textsIn(json === undefined ? text.trim() : json))
        secrets.add(value, 'text#of-an-answer');
    }
  }

  return {
    async ask(ask = {}) {
      const exchange = await send(ask);
      if (exchange.status !== 429 || ask.limited === true) return exchange;
      const told = exchange.answer.kind === 'token' ? null : exchange.answer.retryAfterSeconds;
      if (told === null || told > longestPauseSeconds) return exchange;
      onWait(told + 1);
      await clock.wait(told + 1);
      return send(ask);
    },
    log,
    unanswered,
    get requests() {
      return requests;
    },
    get tokens() {
      return tokens.size;
    },
    get isRolling() {
      return isRolling;
    },
    holdsToken: (text) => [...tokens].some((token) => text.includes(token)),
    has: (who) => sessions.has(who),
  };
}

function openSessions(settings: Settings, secrets: Secrets): Map<Who, Session> {
  const sources: [Who, SessionSource | undefined][] = [
    ['session', settings.session],
    ['other', settings.otherSession],
    ['expired', settings.expiredSession],
    ['without-participant', settings.sessionWithoutParticipant],
  ];
  return new Map(
    sources.flatMap(([who, source]) =>
      source === undefined ? [] : [[who, createSession(source, who, secrets)] as const],
    ),
  );
}

async function headersFor(
  { who = 'session', method = 'POST', headers = {} }: Ask,
  { origin, isOtherOrigin }: Settings,
  sessions: ReadonlyMap<Who, Session>,
): Promise<Headers> {
  const session = sessions.get(who);
  const sent = session === undefined ? new Headers() : await session.headers();
  if (who === 'nonsense') {
    for (const [name, value] of await toNonsense(sessions.get('session')!)) sent.set(name, value);
  }
  if (method === 'POST') sent.set('content-type', 'application/json');
  sent.set('accept', 'application/json');
  sent.set('origin', origin);
  sent.set('sec-fetch-site', isOtherOrigin ? 'cross-site' : 'same-origin');
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }
  return sent;
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

function describeAsk(
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

function withQuery(url: URL, query: Record<string, string> = {}): URL {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
  return asked;
}

function explainNetwork(code: string, { host }: URL): string {
  if (code === 'ECONNREFUSED') return `nothing listens at ${host} (${code})`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name of ${host} is not known here (${code})`;
  if (/CERT|SELF_SIGNED|VERIFY/.test(code)) {
    return `the certificate of ${host} is not trusted (${code}); NODE_EXTRA_CA_CERTS names a file with its authority`;
  }
  return `the connection to ${host} broke (${code})`;
}

/** Every text of some length in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 8 && value.length < 100_000 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    /^(error|token_type|subject)/.test(name) ? [] : textsIn(item),
  );
}

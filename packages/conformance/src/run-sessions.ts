// The sessions of a run, and the headers that a request carries.
import type { Ask } from './ask.js';
import type { Settings } from './options.js';
import type { Secrets } from './secrets.js';
import { createSession, toNonsense, type Session, type SessionSource, type Who } from './session.js';

export interface RunSessions {
  has(who: Who): boolean;
  headersFor(ask: Ask): Promise<Headers>;
  /** Cookies of an answer go into the session that asked, and into no other. */
  update(who: Who, setCookies: readonly string[]): void;
  readonly isRolling: boolean;
}

export function createRunSessions(settings: Settings, secrets: Secrets): RunSessions {
  const sessions = openSessions(settings, secrets);
  let isRolling = false;
  return {
    has: (who) => sessions.has(who),
    headersFor: (ask) => headersFor(ask, settings, sessions),
    update(who, setCookies) {
      if (sessions.get(who)?.update(setCookies) === true) isRolling = true;
    },
    get isRolling() {
      return isRolling;
    },
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

// S: who is asking.
import { couldNotRun, notApplicable, pass, type Verdict } from '../check.js';
import type { Ask } from '../ask.js';
import { failedBy, givesToken, noToken, warnedBy, type CheckDefinition } from '../definition.js';
import { errorCodeOf, isRedirect, isSameSubject, subjectOf, type Exchange } from '../exchange.js';
import type { Lab } from '../lab.js';

const section = 'Who is asking';
const needsOther = couldNotRun(
  'a second session, of another participant, is needed: MDH_OTHER_SESSION or otherSession',
);

const nobody: CheckDefinition = {
  id: 'S01',
  level: 'MUST',
  title: 'without a session: 401, with JSON that says unauthenticated',
  why: 'Only a 401 tells a page to show the sign-in.',
  section,
  run: async (lab) => judgeRefusal(lab, await lab.shared.nobody()),
};

const nonsense: CheckDefinition = {
  id: 'S02',
  level: 'MUST',
  title: 'a session that nobody was given: 401',
  why: 'Who can make up a session can be anybody.',
  section,
  run: async (lab) => judgeRefusal(lab, await lab.ask({ who: 'nonsense' })),
};

const expired: CheckDefinition = {
  id: 'S03',
  level: 'MUST',
  title: 'a session that has ended: 401',
  why: 'The page of somebody who has signed out would get tokens on.',
  section,
  async run(lab) {
    if (!lab.has('expired')) {
      return couldNotRun('a session that has ended is needed: MDH_EXPIRED_SESSION or expiredSession');
    }
    return judgeRefusal(lab, await lab.ask({ who: 'expired' }));
  },
};

const names = ['identifier', 'id', 'participant', 'participant_id', 'participantIdentifier', 'sub', 'user'];

const nobodyCanBeNamed: CheckDefinition = {
  id: 'S04',
  level: 'MUST',
  title: 'no body, query or header names the participant',
  why: 'Any participant could read the answers of any other.',
  section,
  async run(lab) {
    const first = await lab.shared.first();
    if (first.token === null) return noToken;
    const other = lab.has('other') ? await lab.shared.other() : null;
    const somebody = (await lab.people.identifierOf(other)) ?? 'somebody-else';
    const named = Object.fromEntries(names.map((name) => [name, somebody]));
    const headers = Object.fromEntries(
      ['x-participant', 'x-participant-id', 'x-identifier', 'x-user', 'x-user-id', 'x-forwarded-user'].map(
        (name) => [name, somebody],
      ),
    );
    const body = JSON.stringify({ reason: 'start', ...named, scope: 'api' });
    const asks: Ask[] = [
      { body, as: `JSON that also names somebody as ${names.join(', ')}` },
      { query: { ...named, scope: 'api' } },
      { headers, as: 'headers that name somebody' },
    ];
    for (const ask of asks) {
      const verdict = await judgeNaming(lab, await lab.ask(ask), first, other);
      if (verdict.state !== 'pass') return verdict;
    }
    return pass('three ways were tried');
  },
};

const apart: CheckDefinition = {
  id: 'S05',
  level: 'MUST',
  title: 'two sessions get two tokens and two subjects',
  why: 'A participant would see the data of another one.',
  section,
  async run(lab) {
    if (!lab.has('other')) return needsOther;
    const mine = await lab.ask();
    const other = await lab.ask({ who: 'other' });
    if (mine.token === null) return noToken;
    if (other.token === null) {
      return failedBy(other, 'the other session was not accepted.', '200 with a token of its own');
    }
    if (mine.token === other.token) {
      return failedBy(
        other,
        'both sessions got the same token: a cache answers across sessions.',
        'two tokens',
      );
    }
    if (isSameSubject(mine, other)) {
      return failedBy(
        other,
        'both sessions got the same subject: are they of one participant?',
        'two subjects',
      );
    }
    return pass(subjectOf(mine) === null ? 'the tokens differ; there is no subject (S06)' : 'both differ');
  },
};

const subject: CheckDefinition = {
  id: 'S06',
  level: 'SHOULD',
  title: 'subject is there, stays the same, and is no identifier or e-mail address',
  why: 'Without it a page cannot tell that another user has signed in, and shows the first one’s name.',
  section: 'subject',
  async run(lab) {
    const first = await lab.shared.first();
    if (first.answer.kind !== 'token') return noToken;
    const told = subjectOf(first);
    const expected = 'an opaque keyed hash of the participant, at most 256 characters';
    if (told === null) return failedBy(first, 'there is no subject.', expected);
    if (/@|^MDH-\d+$/.test(told) || told === (await lab.people.identifierOf(first))) {
      return failedBy(first, 'subject looks like an identifier or an e-mail address.', expected);
    }
    const again = await lab.ask();
    return again.token === null || subjectOf(again) === told
      ? pass('opaque, and the same twice')
      : failedBy(
          again,
          'subject changes from call to call, so that pages sign the user out.',
          'the same each time',
        );
  },
};

const noCrossing: CheckDefinition = {
  id: 'S07',
  level: 'MUST',
  title: 'of 40 requests of two sessions, no answer crosses over',
  why: 'Under load, a participant would see the data of another one.',
  section,
  async run(lab) {
    if (!lab.has('other')) return needsOther;
    const first = await lab.shared.first();
    const other = await lab.shared.other();
    if (first.token === null || other.token === null) return noToken;
    if (first.token === other.token || isSameSubject(first, other)) return couldNotRun('S05 says more');
    const answers: Exchange[] = [];
    for (let wave = 0; wave < 2; wave += 1) {
      const asked = Array.from({ length: 20 }, (_, index) =>
        lab.ask({ who: index % 2 === 0 ? 'session' : 'other' }),
      );
      answers.push(...(await Promise.all(asked)));
    }
    const crossed = answers.find(
      (exchange) =>
        answers.some(
          ({ who, token }) => who !== exchange.who && token !== null && token === exchange.token,
        ) || isSameSubject(exchange, exchange.who === 'session' ? other : first),
    );
    return crossed === undefined
      ? pass('none of 40')
      : failedBy(
          crossed,
          'an answer was for the user of the other session.',
          'the token of the session that asked',
        );
  },
};

const withoutParticipant: CheckDefinition = {
  id: 'S08',
  level: 'SHOULD',
  title: 'a signed-in user without a participant: 403, with JSON that says forbidden',
  why: 'A 403 in HTML reads as a broken proxy: the page tries again instead of saying what is wrong.',
  section: 'Errors',
  async run(lab) {
    if (!lab.has('without-participant')) {
      return notApplicable('no session of a user without a participant was given');
    }
    const exchange = await lab.ask({ who: 'without-participant' });
    return exchange.answer.kind === 'forbidden'
      ? pass('403 forbidden')
      : failedBy(exchange, 'this is not read as "no participant".', '403 { "error": "forbidden" }');
  },
};

function judgeRefusal(lab: Lab, exchange: Exchange): Verdict {
  const expected = '401 { "error": "unauthenticated", "error_description": "…" }';
  if (givesToken(lab, exchange)) return failedBy(exchange, 'a token was given.', expected);
  if (isRedirect(exchange)) return couldNotRun('the answer was a redirect; T05 says more');
  if (exchange.status !== 401) return failedBy(exchange, 'this is no 401.', expected);
  if (/\bbasic\b/i.test(exchange.headers.get('www-authenticate') ?? '')) {
    return warnedBy(exchange, 'WWW-Authenticate: Basic opens the browser’s own dialog.', 'no such header');
  }
  return errorCodeOf(exchange) === 'unauthenticated'
    ? pass('401 unauthenticated')
    : warnedBy(exchange, 'a page understands the 401, but it is not the contract’s JSON.', expected);
}

async function judgeNaming(
  lab: Lab,
  exchange: Exchange,
  first: Exchange,
  other: Exchange | null,
): Promise<Verdict> {
  const expected = 'the same as without: only the session says who it is';
  if (exchange.token === null) {
    // A strict framework refuses what it does not know: nobody was named, but a newer page may send more one day.
    const isStrict = exchange.status === 400 || exchange.status === 422;
    return isStrict
      ? warnedBy(exchange, 'unknown fields are refused instead of ignored.', expected)
      : failedBy(exchange, 'naming somebody changed the answer.', expected);
  }
  const isOthers =
    subjectOf(exchange) !== subjectOf(first) ||
    (other !== null && !isSameSubject(first, other) && exchange.token === other.token) ||
    !(await lab.people.isSame(exchange, first));
  return isOthers ? failedBy(exchange, 'naming somebody brought somebody else’s token.', expected) : pass('');
}

export const sessionChecks: readonly CheckDefinition[] = [
  nobody,
  nonsense,
  expired,
  nobodyCanBeNamed,
  apart,
  subject,
  noCrossing,
  withoutParticipant,
];

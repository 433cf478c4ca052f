// T: how an answer comes.
import { pass } from '../check.js';
import { failedBy, givesToken, warnedBy, type CheckDefinition } from '../definition.js';
import { isLoginPage, isRedirect, problemOf, type Exchange } from '../exchange.js';

const request = 'Request';
const answer = 'Answer';

const signedIn: CheckDefinition = {
  id: 'T01',
  level: 'MUST',
  title: 'a POST with a session is answered 200 with JSON',
  why: 'Without it no page ever gets a token.',
  section: request,
  async run(lab) {
    const exchange = await lab.shared.first();
    const { status, json, answer: read } = exchange;
    if (status === 200 && json !== undefined) return pass('200 with JSON');
    const isSessionTrouble = status === 401 || (status >= 300 && status < 400) || isLoginPage(exchange);
    const problem = read.kind === 'token' ? 'the status is not 200' : problemOf(exchange);
    const message = isSessionTrouble ? `the session was not accepted: ${problem}.` : `${problem}.`;
    return failedBy(exchange, message, '200 with JSON { access_token, expires_in, token_type }');
  },
};

const emptyBody: CheckDefinition = {
  id: 'T02',
  level: 'MUST',
  title: 'an empty body means the same',
  why: 'A page may ask without a reason; it would never get a token.',
  section: request,
  async run(lab) {
    const exchange = await lab.ask({ body: '' });
    return exchange.status === 200
      ? pass('200')
      : failedBy(exchange, 'an empty body was refused.', '200, as with {"reason":"start"}');
  },
};

const everyReason: CheckDefinition = {
  id: 'T03',
  level: 'MUST',
  title: 'every reason of the contract, and an unknown one, is accepted',
  why: 'A page that refreshes, comes back or was refused by the API would get no token.',
  section: request,
  async run(lab) {
    const refused = [...(await lab.shared.reasons())].find(([, { status }]) => status !== 200);
    if (refused === undefined) return pass('200 for each');
    return failedBy(
      refused[1],
      `the reason "${refused[0]}" was refused.`,
      '200 for every reason; an unknown one means nothing',
    );
  },
};

const noRedirect: CheckDefinition = {
  id: 'T05',
  level: 'MUST',
  title: 'no answer is a redirect, with or without a session',
  why: 'A page cannot follow a redirect to a login page: the participant sees an error instead of the sign-in.',
  section: 'Redirects',
  async run(lab) {
    for (const exchange of [
      await lab.shared.first(),
      await lab.shared.nobody(),
      await lab.ask({ who: 'nonsense' }),
    ]) {
      if (isRedirect(exchange)) {
        return failedBy(exchange, 'the answer was a redirect.', 'where nobody is signed in, 401 with JSON');
      }
    }
    return pass('none of three was');
  },
};

const secure: CheckDefinition = {
  id: 'T06',
  level: 'MUST',
  title: 'the URL is https, or of a loopback address',
  why: 'Anybody on the way could read the participant’s token.',
  section: request,
  run({ settings: { url } }) {
    const isLoopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    const came = `${url.protocol}//${url.host}`;
    return Promise.resolve(
      url.protocol === 'https:' || isLoopback
        ? pass(came)
        : { state: 'fail', message: 'the token crosses the network in the clear.', came, expected: 'https' },
    );
  },
};

const noGet: CheckDefinition = {
  id: 'T07',
  level: 'MUST',
  title: 'GET gives no token, and should be answered 405',
  why: 'Caches, logs and links of other sites work with GET.',
  section: request,
  async run(lab) {
    const exchange = await lab.shared.get();
    if (givesToken(lab, exchange)) return failedBy(exchange, 'GET was answered with a token.', '405');
    return exchange.status === 405 ? pass('405') : warnedBy(exchange, 'GET is not refused as such.', '405');
  },
};

const objectsOnly: CheckDefinition = {
  id: 'T08',
  level: 'MUST',
  title: 'a body that is no JSON object gives no token, and should be answered 400',
  why: 'What is read leniently can be sent by a form of another site.',
  section: request,
  async run(lab) {
    const answers = await lab.shared.noObject();
    const given = answers.find((exchange) => givesToken(lab, exchange));
    if (given !== undefined) return failedBy(given, 'a body that is no JSON object gave a token.', '400');
    const other = answers.find(({ status }) => status !== 400);
    return other === undefined ? pass('400') : warnedBy(other, 'the refusal has another status.', '400');
  },
};

const largeBody: CheckDefinition = {
  id: 'T09',
  level: 'SHOULD',
  title: 'a body of 5 KiB is answered 413, or as any other',
  why: 'An endpoint that reads without a bound can be filled up.',
  section: request,
  async run(lab) {
    const body = JSON.stringify({ reason: 'start', filler: 'x'.repeat(5 * 1024) });
    const exchange = await lab.ask({ body, as: '5 KiB of JSON' });
    return exchange.status === 413 || exchange.status === 200
      ? pass(String(exchange.status))
      : failedBy(exchange, 'a large body is answered in another way.', '413, or 200 as without it');
  },
};

const notStored: CheckDefinition = {
  id: 'T10',
  level: 'MUST',
  title: 'a token is answered with Cache-Control: no-store, and every answer should be',
  why: 'A cache on the way or in the browser would hand the token to the next user of the machine.',
  section: answer,
  async run(lab) {
    const first = await lab.shared.first();
    const refused = await lab.shared.nobody();
    const expected = 'Cache-Control: no-store';
    if (isStored(first)) return failedBy(first, 'the answer with the token may be stored.', expected);
    return isStored(refused) ? warnedBy(refused, 'the refusal may be stored.', expected) : pass('no-store');
  },
};

const dated: CheckDefinition = {
  id: 'T11',
  level: 'SHOULD',
  title: 'Date is there and within 30 s of this machine’s clock',
  why: 'expires_in counts from the answer’s date; a page that cannot read it takes a wrong clock for none.',
  section: answer,
  async run(lab) {
    const exchange = await lab.shared.first();
    const dateMs = Date.parse(exchange.headers.get('date') ?? '');
    if (Number.isNaN(dateMs)) return failedBy(exchange, 'there is no Date header.', 'Date, in UTC');
    const off = Math.round((dateMs - exchange.arrivedMs) / 1000);
    return Math.abs(off) <= 30
      ? pass(`${Math.abs(off)} s apart`)
      : failedBy(
          exchange,
          `Date is ${off} s from this machine’s clock.`,
          'at most 30 s: synchronise both clocks',
        );
  },
};

const bodyOnly: CheckDefinition = {
  id: 'T12',
  level: 'MUST',
  title: 'the token is in no header, cookie or URL of an answer',
  why: 'Headers, cookies and URLs are logged and stored where bodies are not.',
  section: answer,
  async run(lab) {
    await lab.shared.first();
    const found = lab.log
      .flatMap((exchange) => [...exchange.headers].map(([name, value]) => ({ exchange, name, value })))
      .find(({ value }) => lab.holdsToken(value));
    return found === undefined
      ? pass('in none')
      : failedBy(
          found.exchange,
          `the header ${found.name} holds the token.`,
          'the token in the JSON body only',
        );
  },
};

function isStored({ headers }: Exchange): boolean {
  return !/\bno-store\b/i.test(headers.get('cache-control') ?? '');
}

export const transportChecks: readonly CheckDefinition[] = [
  signedIn,
  emptyBody,
  everyReason,
  noRedirect,
  secure,
  noGet,
  objectsOnly,
  largeBody,
  notStored,
  dated,
  bodyOnly,
];

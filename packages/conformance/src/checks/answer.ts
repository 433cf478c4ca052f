// A: what an answer says.
import { authenticatorErrorStatus, type TokenResponseNote } from '@mdh-tokens/contract';
import { couldNotRun, notApplicable, pass, type Verdict } from '../check.js';
import { failedBy, noToken, warnedBy, type CheckDefinition } from '../definition.js';
import { errorCodeOf, isRecord, isRedirect, problemOf, type Exchange } from '../exchange.js';
import type { Lab } from '../lab.js';

const section = 'Answer';

/** An authenticator may believe a page only once in this time that its token was refused. */
const bypassPauseSeconds = 10.5;

const notes: Record<TokenResponseNote, string> = {
  expires_in_string: 'expires_in is text; a number is expected.',
  token_type_missing: 'token_type is missing; "Bearer" is expected.',
  refresh_in_ignored: 'refresh_in is no number above 0, so pages ignore it.',
  subject_ignored: 'subject is no text of at most 256 characters, so pages ignore it.',
};

const readable: CheckDefinition = {
  id: 'A01',
  level: 'MUST',
  title: 'a page can read the answer',
  why: 'The page has no token, although one was sent.',
  section,
  async run(lab) {
    const exchange = await lab.shared.first();
    const expected = '{ "access_token": "…", "expires_in": 600, "token_type": "Bearer" }';
    const { answer } = exchange;
    if (answer.kind !== 'token') return failedBy(exchange, `${problemOf(exchange)}.`, expected);
    const [note] = answer.notes;
    if (note !== undefined) return warnedBy(exchange, notes[note], expected);
    return pass(`a token for ${answer.response.expires_in} s`);
  },
};

const countsDown: CheckDefinition = {
  id: 'A02',
  level: 'MUST',
  title: 'expires_in is what is left now',
  why: 'A cache that repeats the first number makes pages use dead tokens: answers of participants are lost.',
  section,
  async run(lab) {
    if (lab.settings.fast === true) return notApplicable('it takes a wait of 3 s, and --fast was given');
    const before = await lab.ask();
    await lab.wait(3);
    const after = await lab.ask();
    if (before.answer.kind !== 'token' || after.answer.kind !== 'token') return noToken;
    if (before.token !== after.token) return pass('another token each time');
    const passed = after.atSeconds - before.atSeconds;
    const drop = before.answer.response.expires_in - after.answer.response.expires_in;
    if (drop >= 2 && drop <= passed + 2) return pass(`${drop} s less after ${passed.toFixed(1)} s`);
    const message =
      drop === 0
        ? 'the same token came with the same expires_in: a cache repeats the number of the first answer.'
        : `the same token came with expires_in ${drop} s less after ${passed.toFixed(1)} s.`;
    return failedBy(
      after,
      message,
      'another token, or the same with expires_in less by the time that has passed',
    );
  },
};

const pastTheCache: CheckDefinition = {
  id: 'A03',
  level: 'MUST',
  title: 'the reason rejected brings another token, and forced should',
  why: 'The API has refused the token in hand. Given the same again, the page cannot recover until it ends.',
  section: 'Caching',
  async run(lab) {
    const answers = await lab.shared.reasons();
    const refused = await pastCache(
      lab,
      'session',
      'rejected',
      answers.get('retry'),
      answers.get('rejected'),
    );
    if (refused.state !== 'pass' || !lab.has('other')) return refused;
    const before = await lab.shared.other();
    const forced = await lab.ask({ who: 'other', body: '{"reason":"forced"}' });
    const verdict = await pastCache(lab, 'other', 'forced', before, forced);
    return verdict.state === 'fail' ? { ...verdict, state: 'warn' } : refused;
  },
};

const lifeLongEnough: CheckDefinition = {
  id: 'A04',
  level: 'SHOULD',
  title: 'a token lives for 60 s at least, better for 300',
  why: 'Short lives mean many calls, and no time to live through an outage.',
  section,
  async run(lab) {
    const exchange = await lab.shared.first();
    if (exchange.answer.kind !== 'token') return noToken;
    const { expires_in: life } = exchange.answer.response;
    if (life < 300) return failedBy(exchange, `the token lives for ${life} s.`, '300 s or more');
    if (life > 864_000) {
      return failedBy(
        exchange,
        `the token lives for ${Math.round(life / 86_400)} days.`,
        'seconds: are these milliseconds?',
      );
    }
    return pass(`${life} s`);
  },
};

const refreshInTime: CheckDefinition = {
  id: 'A05',
  level: 'SHOULD',
  title: 'refresh_in, where there is one, is less than expires_in',
  why: 'A page that asks only when its token has ended has none in between.',
  section,
  async run(lab) {
    const exchange = await lab.shared.first();
    if (exchange.answer.kind !== 'token') return noToken;
    const { refresh_in: wished, expires_in: life } = exchange.answer.response;
    if (wished === undefined) return notApplicable('there is no refresh_in');
    return wished < life
      ? pass(`${wished} of ${life} s`)
      : failedBy(exchange, 'refresh_in is too late.', `less than ${life}`);
  },
};

const plainErrors: CheckDefinition = {
  id: 'A06',
  level: 'MUST',
  title: 'errors are JSON { error, error_description }, and code and status belong together',
  why: 'A page tells an ended session from a broken proxy by them: it signs out, or tries again.',
  section: 'Errors',
  async run(lab) {
    const errors = await gatherErrors(lab);
    if (errors.length === 0) return couldNotRun('no request was refused with an error');
    for (const exchange of errors) {
      const { json, status } = exchange;
      const code = errorCodeOf(exchange);
      const expected =
        '{ "error": "…", "error_description": "…" } with a code of the contract and its status';
      if (!isRecord(json)) return failedBy(exchange, 'the error is not JSON.', expected);
      const belongs = Object.entries(authenticatorErrorStatus).some(
        ([name, own]) => name === code && own === status,
      );
      if (!belongs) return failedBy(exchange, `error and status ${status} do not belong together.`, expected);
      if (typeof json['error_description'] !== 'string') {
        return warnedBy(exchange, 'error_description is missing.', expected);
      }
    }
    return pass(`${errors.length} errors`);
  },
};

const leaks: readonly [RegExp, string][] = [
  [/-----BEGIN/, 'a key'],
  [/\bBearer [\w.~+/-]{8,}/, 'an Authorization header'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\./, 'a JWT'],
  [
    /Traceback \(most recent call|\bat [^\n]{0,200}[/\\(<][^\n]{0,200}:\d+:\d+|\b\w+\.java:\d+\)|\bin [^\n]{1,200}:line \d+/,
    'a stack trace',
  ],
  [
    /(?:[A-Za-z]:\\|\/)(?:[\w.-]+[\\/]){1,20}[\w.-]+\.(?:js|ts|mjs|cjs|py|php|java|cs|rb|go)\b/,
    'the path of a file',
  ],
];

const tellNothing: CheckDefinition = {
  id: 'A07',
  level: 'MUST',
  title: 'an error names no token, key, stack trace or file',
  why: 'Errors are logged, shown and sent to others.',
  section: 'Errors',
  async run(lab) {
    const errors = [...(await gatherErrors(lab)), await lab.shared.get(), await lab.shared.nobody()];
    for (const exchange of errors.filter(({ status }) => status >= 400)) {
      const [, what] = leaks.find(([pattern]) => pattern.test(exchange.text)) ?? [];
      const found = what ?? (lab.secrets.isIn(exchange.text) ? 'a secret of this run' : null);
      if (found !== null)
        return failedBy(exchange, `the error names ${found}.`, 'one sentence without any of them');
    }
    return pass('none does');
  },
};

/** Answers to what a page may send; 401 is judged by its status (S01), and a redirect by T05. */
async function gatherErrors(lab: Lab): Promise<Exchange[]> {
  await lab.shared.noObject();
  await lab.shared.foreignPage();
  return lab.log.filter(
    (exchange) =>
      exchange.method === 'POST' &&
      exchange.status >= 400 &&
      exchange.status !== 401 &&
      !isRedirect(exchange),
  );
}

/** Whether a token of after the refusal is not the one of before; asked again where the cache may have been passed just now. */
async function pastCache(
  lab: Lab,
  who: 'session' | 'other',
  reason: string,
  before: Exchange | undefined,
  after: Exchange | undefined,
): Promise<Verdict> {
  if (before?.token == null || after?.token == null) return noToken;
  if (after.token !== before.token) return pass('another token');
  await lab.wait(bypassPauseSeconds);
  const current = await lab.ask({ who });
  const again = await lab.ask({ who, body: JSON.stringify({ reason }) });
  if (current.token === null || again.token === null) return noToken;
  if (again.token !== current.token) return pass('another token, after a pause of ten seconds');
  return failedBy(again, `the reason ${reason} brought the same token again.`, 'a new token, past any cache');
}

export const answerChecks: readonly CheckDefinition[] = [
  readable,
  countsDown,
  pastTheCache,
  lifeLongEnough,
  refreshInTime,
  plainErrors,
  tellNothing,
];

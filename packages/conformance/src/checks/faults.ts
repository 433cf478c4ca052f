// F: what pages are told while MyDataHelps is in trouble. An emulator behind the authenticator makes it.
import { couldNotRun, notApplicable, pass, type Verdict } from '../check.js';
import { NoAnswer } from '../no-answer.js';
import { failedBy, warnedBy, type CheckDefinition } from '../definition.js';
import type { EmulatorFault } from '../emulator-control.js';
import type { Exchange } from '../exchange.js';
import type { Lab } from '../lab.js';

const section = 'Errors';

/** An authenticator may go past its cache once in ten seconds only, and pause after a failure. */
const pauseSeconds = 5.5;
const mostAttempts = 3;

interface Trouble {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fault: EmulatorFault;
  /** In words. */
  readonly expected: string;
  /** Whether a transient answer is as the contract has it; `null`, or what is missing. */
  readonly missing: (exchange: Exchange) => string | null;
}

const wantsRetryAfter = ({ answer }: Exchange): string | null =>
  answer.kind !== 'token' && answer.retryAfterSeconds === null ? 'Retry-After is missing.' : null;
const wantsServerStatus = ({ status }: Exchange): string | null =>
  status === 502 || status === 503 || status === 504 ? null : 'the status says little.';

const signsOut =
  'A short outage of MyDataHelps would sign out every participant, or show them an error for good.';

const troubles: readonly Trouble[] = [
  {
    id: 'F01',
    title: 'MyDataHelps is unavailable (503 with Retry-After): the page waits as told',
    why: signsOut,
    fault: { effect: 'answer', status: 503, retryAfter: 7 },
    expected: '503 { "error": "unavailable" } with Retry-After',
    missing: wantsRetryAfter,
  },
  {
    id: 'F02',
    title: 'MyDataHelps does not answer: the authenticator does, before the page gives up',
    why: 'A page that hears nothing cannot say what is wrong, and holds a connection for nothing.',
    fault: { effect: 'hang' },
    expected: '504 { "error": "timeout" } within the time a page waits',
    missing: wantsServerStatus,
  },
  {
    id: 'F03',
    title: 'half of an answer comes from MyDataHelps: the page tries again',
    why: signsOut,
    fault: { effect: 'truncate' },
    expected: '502 { "error": "bad_gateway" } or 503',
    missing: wantsServerStatus,
  },
  {
    id: 'F04',
    title: 'a page of HTML comes instead of MyDataHelps’ JSON: the page tries again',
    why: signsOut,
    fault: { effect: 'html' },
    expected: '502 { "error": "bad_gateway" } or 503',
    missing: wantsServerStatus,
  },
  {
    id: 'F05',
    title: 'MyDataHelps says too often (429): the page waits as told',
    why: 'Pages that go on asking use up the limit of the whole study.',
    fault: { effect: 'answer', status: 429, retryAfter: 2 },
    expected: '429 or 503 with Retry-After',
    missing: wantsRetryAfter,
  },
  {
    id: 'F06',
    title: 'MyDataHelps refuses the service account: nobody is signed out',
    why: 'A key that was rotated too early is no reason to send every participant to the sign-in.',
    fault: { effect: 'answer', status: 400, error: 'invalid_client' },
    expected: '500 { "error": "misconfigured" }',
    missing: ({ status }) => (status === 500 || status === 503 ? null : 'the status says little.'),
  },
];

function toCheck(trouble: Trouble): CheckDefinition {
  const { id, title, why } = trouble;
  return { id, level: 'MUST', title, why, section, run: (lab) => runTrouble(lab, trouble) };
}

/** Sessions take turns, so that one rests while the other is asked. */
async function runTrouble(lab: Lab, trouble: Trouble): Promise<Verdict> {
  const { emulator } = lab;
  if (emulator === null) return notApplicable('--emulator was not given');
  const who = lab.has('other') && Number(trouble.id.slice(1)) % 2 === 0 ? 'other' : 'session';
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    if (attempt > 0) await lab.wait(pauseSeconds);
    const fault = await emulator.add({ endpoint: 'participant-token', ...trouble.fault });
    if (fault === null)
      return couldNotRun('the emulator does not take faults: is it one of @mdh-tokens/emulator?');
    try {
      const exchange = await lab.ask({ who, body: '{"reason":"forced"}', limited: true });
      if (await emulator.wasMet(fault)) return judge(exchange, trouble);
    } catch (error) {
      if (!(error instanceof NoAnswer) || error.end !== 'timeout') throw error;
      return { state: 'fail', message: error.message, came: 'nothing', expected: trouble.expected };
    } finally {
      await emulator.remove(fault);
    }
  }
  return couldNotRun(
    'the authenticator did not ask the emulator: does it talk to this one, and go past its cache for "forced"?',
  );
}

function judge(exchange: Exchange, { expected, missing }: Trouble): Verdict {
  const { answer } = exchange;
  if (answer.kind === 'token') return pass('the token in hand was given on');
  if (answer.kind !== 'transient' && answer.kind !== 'rate_limited') {
    return failedBy(exchange, `a page reads this as ${answer.kind.replace('_', ' ')}.`, expected);
  }
  const lack = missing(exchange);
  return lack === null ? pass(`${exchange.status}`) : warnedBy(exchange, lack, expected);
}

export const faultChecks: readonly CheckDefinition[] = troubles.map(toCheck);

// T, continued: how quickly, and how many at once.
import { couldNotRun, pass } from '../check.js';
import { NoAnswer } from '../no-answer.js';
import { failedBy, warnedBy, type CheckDefinition } from '../definition.js';
import type { Exchange } from '../exchange.js';

const inTime: CheckDefinition = {
  id: 'T04',
  level: 'MUST',
  title: 'answers come within the time a page waits, and should within 3 s',
  why: 'A page gives up after ten seconds and shows nothing meanwhile.',
  section: 'Time limit',
  async run(lab) {
    const limit = lab.settings.timeoutSeconds;
    try {
      await lab.shared.reasons();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
    }
    const [unanswered] = lab.unanswered;
    if (unanswered !== undefined) {
      const message = `no answer came within ${limit} s.`;
      return {
        state: 'fail',
        message,
        sent: unanswered,
        came: 'nothing',
        expected: `an answer within ${limit} s`,
      };
    }
    const slowest = lab.log.reduce<Exchange | null>(
      (slow, exchange) => (slow === null || exchange.seconds > slow.seconds ? exchange : slow),
      null,
    );
    if (slowest === null) return couldNotRun('nothing was answered');
    const took = `${slowest.seconds.toFixed(1)} s`;
    return slowest.seconds <= 3
      ? pass(`the slowest answer took ${took}`)
      : warnedBy(slowest, `an answer took ${took}.`, 'at most 3 s');
  },
};

const atOnce: CheckDefinition = {
  id: 'T13',
  level: 'MUST',
  title: '20 requests at once are all answered 200',
  why: 'Several tabs and a page that wakes up ask at the same moment.',
  section: 'Request',
  async run(lab) {
    // Where callers share no call (on Workers they cannot), each of these would cost a token of its own.
    if (lab.has('other')) await lab.shared.other();
    const who = (index: number) => (index % 2 === 1 && lab.has('other') ? 'other' : 'session');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => lab.ask({ who: who(index) })));
    const failed = answers.find(({ status }) => status !== 200);
    if (failed === undefined) return pass('20 of 20');
    const count = answers.filter(({ status }) => status === 200).length;
    return failedBy(failed, `only ${count} of 20 requests at once were answered 200.`, '200 for each');
  },
};

export const loadChecks: readonly CheckDefinition[] = [inTime, atOnce];

// L: a page that asks too often.
import { notApplicable, pass, type Verdict } from '../check.js';
import { failedBy, type CheckDefinition } from '../definition.js';

/** Over every limit that makes sense: a page asks a few times an hour. */
const mostRequests = 200;

const rateLimit: CheckDefinition = {
  id: 'L01',
  level: 'MUST',
  title: 'over the limit: 429 rate_limited with a Retry-After that a page can read',
  why: 'A page that is not told how long to wait tries again at once, or for too long not at all.',
  section: 'Limits',
  async run(lab): Promise<Verdict> {
    if (lab.settings.allow?.rateLimit !== true) {
      return notApplicable('it uses up the limit of the session; --rate-limit allows that');
    }
    for (let count = 1; count <= mostRequests; count += 1) {
      const exchange = await lab.ask({ limited: true });
      if (exchange.status === 200) continue;
      const expected = '429 { "error": "rate_limited" } with Retry-After: 56, or an HTTP date';
      const { answer } = exchange;
      if (answer.kind !== 'rate_limited')
        return failedBy(exchange, `after ${count} requests this came.`, expected);
      return answer.retryAfterSeconds === null
        ? failedBy(exchange, 'Retry-After is missing, or cannot be read.', expected)
        : pass(`after ${count} requests: wait ${answer.retryAfterSeconds} s`);
    }
    const message = `${mostRequests} requests met no limit: a page in a loop would use up MyDataHelps’ own.`;
    return { state: 'warn', message, expected: 'a limit for each participant, for example 60 a minute' };
  },
};

export const limitChecks: readonly CheckDefinition[] = [rateLimit];

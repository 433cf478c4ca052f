// A crowd that wakes at once and an authenticator that cannot take it: what it says, and how soon all have a token.
import { markdownTable } from '../report/markdown-table.js';
import type { Findings } from '../report/part.js';
import { takesAtMost } from './authenticator.js';
import { simulateCrowd, type Crowd } from './crowd.js';
import { fullJitter, noJitter, type Jitter } from './jitter.js';
import { createClient, wakeExpired } from './scenarios.js';
import { loadBetween, secondsUntil, sum } from './traffic.js';

/** The crowd's size divided by what the authenticator takes in a second. */
const secondsAtBest = 200;
const seconds = 900;

const answers = [
  { name: '503', retryAfterSeconds: null },
  { name: '503, `Retry-After: 10`', retryAfterSeconds: 10 },
  { name: '503, `Retry-After: 60`', retryAfterSeconds: 60 },
] as const;

export function measureBusy(crowd: Crowd): Findings {
  const rows = answers.flatMap(({ name, retryAfterSeconds }) => [
    row(name, 'store', watch(crowd, retryAfterSeconds, fullJitter)),
    row('', 'no jitter', watch(crowd, retryAfterSeconds, noJitter)),
  ]);
  const header = [
    '',
    'client',
    'first second',
    'peak after it',
    '99.9 % have a token after',
    'calls until then',
  ];
  return {
    text: `### Wake at once, and too many

A page that wakes with an expired token needs one at once, and so do all: no client can take that burst from its
authenticator. What can be had is that it does not come back as one. Here the authenticator takes
${crowd.pages / secondsAtBest} calls a second, which is ${secondsAtBest} s for all at best, and answers 503 to the others.

${markdownTable(header, rows)}`,
    broken: [],
  };
}

/** What became of one crowd. */
interface Rush {
  readonly firstSecond: number;
  readonly peakAfter: number;
  /** When all but a thousandth had a token; `null` where that took longer than the watch. */
  readonly doneSeconds: number | null;
  readonly calls: number;
}

function watch(crowd: Crowd, retryAfterSeconds: number | null, jitter: Jitter): Rush {
  const client = createClient({ lifeSeconds: 3600, isAwaited: false, jitter });
  const fleet = takesAtMost(crowd.pages / secondsAtBest, retryAfterSeconds);
  const { requests, grants } = simulateCrowd({ client, fleet, seconds, enter: wakeExpired }, crowd);
  const doneSeconds = secondsUntil(grants, crowd.pages * 0.999);
  return {
    firstSecond: requests[0]!,
    peakAfter: loadBetween(requests, 1, seconds).peak,
    doneSeconds,
    calls: sum(requests.subarray(0, doneSeconds ?? seconds)),
  };
}

function row(name: string, client: string, rush: Rush): string[] {
  const done = rush.doneSeconds === null ? `over ${seconds} s` : `${rush.doneSeconds} s`;
  return [name, client, String(rush.firstSecond), String(rush.peakAfter), done, String(rush.calls)];
}

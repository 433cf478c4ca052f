// An outage of ten minutes: what the authenticator meets when it is back, and who is without a token by then.
import { markdownTable } from '../report/markdown-table.js';
import type { Findings, Plot } from '../report/part.js';
import { downBetween } from './authenticator.js';
import { simulateCrowd, type Crowd } from './crowd.js';
import { drawTraffic } from './draw-traffic.js';
import { delayAtCap, fullJitter, noJitter, type Jitter } from './jitter.js';
import { createClient, openWithin, secondsInUse, wakeExpired } from './scenarios.js';
import { floorMs, hardWindowMs } from './store-core.js';
import { countLost, countLostOnly, loadBetween, type Traffic } from './traffic.js';

/** Of the peak that the same ladder without chance causes, where a crowd fails in step. */
const mostOfCap = 0.5;

const lifeSeconds = 3600;
const outageSeconds = 600;
const recoverySeconds = 300;

/** In the hard window callers wait for the next token already; before it a page may have to wait for its floor. */
const lastTryMs = hardWindowMs + 2 * floorMs;

const moments = [
  {
    name: 'On a usual day: pages have opened all along',
    enter: openWithin(secondsInUse(lifeSeconds)),
    backSecond: 2 * secondsInUse(lifeSeconds) + outageSeconds,
    isInStep: false,
  },
  {
    name: 'It begins 2 minutes into the 5 in which all open',
    enter: openWithin(300),
    backSecond: 120 + outageSeconds,
    isInStep: false,
  },
  {
    name: 'It begins 50 minutes after all have opened within 5',
    enter: openWithin(300),
    backSecond: 3000 + outageSeconds,
    isInStep: false,
  },
  { name: 'All wake 5 minutes before its end, expired', enter: wakeExpired, backSecond: 300, isInStep: true },
] as const;

/** What an outage leads to, for each client. */
interface Aftermath {
  readonly name: string;
  readonly isInStep: boolean;
  /** When the outage is over. */
  readonly backSecond: number;
  readonly store: Traffic;
  readonly delayAtCap: Traffic;
  readonly noJitter: Traffic;
}

export async function measureOutages(crowd: Crowd): Promise<Findings> {
  const aftermaths = moments.flatMap((moment) =>
    [false, true].map((isAwaited) => watch(crowd, moment, isAwaited)),
  );
  const header = ['', 'client', 'in it', 'after', 'of delay = cap', 'of no jitter', 'lost', 'lost to jitter'];
  return {
    text: `### An outage of ten minutes

Every call is answered with 503, without \`Retry-After\`. Where somebody waits, each page wants a token every 10 s,
which pulls its retries in to 15 s once its own has expired. Peaks in the outage and in the five minutes after it; the
latter also as a part of what each delay at its cap causes, and of what a client without any jitter causes. Lost: pages
without a token at any time. Lost to jitter: those of them that each delay at its cap would have saved, where the token
outlives the outage by the ${lastTryMs / 1000} s that a last try needs.

Jitter parts a crowd that fails in step. Pages that fail one after another are parted already: each comes once within
the cap after the outage, however its delay is drawn, and a drawn delay is half the cap on average: up to twice as many
a second.

${markdownTable(header, aftermaths.flatMap(rows))}`,
    plots: [
      await plot(aftermaths[4]!, 'herd-outage.svg'),
      await plot(aftermaths[6]!, 'herd-outage-wake.svg'),
    ],
    broken: aftermaths.flatMap(limitsBroken),
  };
}

function watch(crowd: Crowd, moment: (typeof moments)[number], isAwaited: boolean): Aftermath {
  const { name, enter, backSecond, isInStep } = moment;
  const fleet = downBetween((backSecond - outageSeconds) * 1000, backSecond * 1000);
  const by = (jitter: Jitter): Traffic => {
    const client = createClient({ lifeSeconds, isAwaited, jitter });
    return simulateCrowd({ client, fleet, seconds: backSecond + recoverySeconds, enter }, crowd);
  };
  return {
    name: `${name}; ${isAwaited ? 'somebody' : 'nobody'} waits`,
    isInStep,
    backSecond,
    store: by(fullJitter),
    delayAtCap: by(delayAtCap),
    noJitter: by(noJitter),
  };
}

function rows(aftermath: Aftermath): string[][] {
  const { backSecond, store, delayAtCap: atCap, noJitter: none } = aftermath;
  const row = (name: string, client: string, traffic: Traffic, lostTo: string): string[] => {
    const fromSecond = Math.max(0, backSecond - outageSeconds);
    const after = peakAfter(aftermath, traffic);
    return [
      name,
      client,
      String(loadBetween(traffic.requests, fromSecond, backSecond).peak),
      String(after),
      (after / peakAfter(aftermath, atCap)).toFixed(2),
      (after / peakAfter(aftermath, none)).toFixed(2),
      String(countLost(traffic)),
      lostTo,
    ];
  };
  return [
    row(aftermath.name, 'store', store, String(lostToJitter(aftermath))),
    row('', 'delay = cap', atCap, ''),
    row('', 'no jitter', none, ''),
  ];
}

function peakAfter({ backSecond }: Aftermath, { requests }: Traffic): number {
  return loadBetween(requests, backSecond, backSecond + recoverySeconds).peak;
}

/** Pages whose token outlives the outage by more than a last try needs, and that only drawn delays cost it. */
function lostToJitter({ store, delayAtCap: atCap, backSecond }: Aftermath): number {
  return countLostOnly(store, atCap, backSecond * 1000 + lastTryMs);
}

function limitsBroken(aftermath: Aftermath): string[] {
  const { name, isInStep, store } = aftermath;
  const part = peakAfter(aftermath, store) / peakAfter(aftermath, aftermath.delayAtCap);
  const lost = lostToJitter(aftermath);
  const sentences: string[] = [];
  if (isInStep && part > mostOfCap) {
    sentences.push(`${name}: the peak after the outage is ${part.toFixed(2)} of what delay = cap causes`);
  }
  if (lost > 0) sentences.push(`${name}: ${lost} pages lose a token that they would keep with delay = cap`);
  return sentences;
}

function plot({ name, backSecond, ...by }: Aftermath, file: string): Promise<Plot> {
  const outage = { fromSecond: Math.max(0, backSecond - outageSeconds), toSecond: backSecond };
  return drawTraffic({
    file,
    title: ['An outage of ten minutes', name],
    secondsPerPoint: 5,
    fromSecond: Math.max(0, outage.fromSecond - 300),
    outage,
    lines: [
      { client: 'store', traffic: by.store },
      { client: 'delay = cap', traffic: by.delayAtCap },
      { client: 'no jitter', traffic: by.noJitter },
    ],
  });
}

// First call: from page load to the first answer through the SDK, with the store and without it.
import { createDraw } from '../chance.js';
import { bootstrapInterval } from '../report/bootstrap-interval.js';
import { drawPlot } from '../report/draw-plot.js';
import { intervalPlot } from '../report/interval-plot.js';
import { markdownTable } from '../report/markdown-table.js';
import { median } from '../report/median.js';
import type { Part } from '../report/part.js';
import { cases, type Case } from './cases.js';
import { openPages, type Pages } from './open-pages.js';
import { pageNames, pathOf } from './page-name.js';
import { timePairs } from './time-pairs.js';

interface Compared extends Case {
  readonly oneLinerMs: number;
  readonly pageMs: number;
  readonly laterMs: number;
  readonly low: number;
  readonly high: number;
}

const supplies = { 'one-liner': 'one-liner', store: 'store', early: 'store, early request' } as const;

export const firstCallPart: Part = {
  name: 'first-call',
  title: 'First call',
  async run({ isQuick }) {
    const pages = await openPages();
    try {
      const compared: Compared[] = [];
      for (const each of cases)
        compared.push(await compare(pages, each, countsOf(isQuick)[each.place.device]));
      return {
        text: report(compared, pages, isQuick),
        plots: [{ file: 'first-call.svg', svg: await draw(compared) }],
        broken: compared.flatMap((each) => (each.laterMs <= each.mostLaterMs ? [] : [sentence(each)])),
      };
    } finally {
      await pages.close();
    }
  },
};

/** Pairs of loads. A slow load takes most of a second. */
const counts = { whole: { fast: 100, slow: 50 }, quick: { fast: 20, slow: 6 } } as const;

function countsOf(isQuick: boolean): { readonly fast: number; readonly slow: number } {
  return isQuick ? counts.quick : counts.whole;
}

async function compare(pages: Pages, each: Case, count: number): Promise<Compared> {
  await pages.runIn(each.place);
  const pairs = await timePairs(pages, each.page, each.visit, count);
  const later = pairs.map(({ oneLinerMs, storeMs }) => storeMs - oneLinerMs);
  return {
    ...each,
    ...bootstrapInterval(later, createDraw(1, 0)),
    oneLinerMs: median(pairs.map(({ oneLinerMs }) => oneLinerMs)),
    pageMs: median(pairs.map(({ storeMs }) => storeMs)),
    laterMs: median(later),
  };
}

function report(compared: readonly Compared[], pages: Pages, isQuick: boolean): string {
  const { fast, slow } = countsOf(isQuick);
  const sizes = pageNames
    .filter(({ supply }) => supply !== 'early')
    .map((name) => `${pathOf(name)} ${(pages.scriptBytes(name) / 1000).toFixed(1)}`);
  return `From the start of the navigation to the answer of the first \`getParticipantInfo()\` of the real SDK in Chromium: a token
from a real authenticator on the page's origin, the API on another origin, everything on one machine, scripts from a
production build (${sizes.join(', ')} kB minified). Fast: the machine as it is; slow: its CPU four times slower, and 100 ms more
for each round trip; "150 ms" where the authenticator takes that long for an answer. ${fast} pairs of loads in turn for each line,
${slow} on the slow device; on a first visit the browser has not seen the script before, on a repeat visit it has it in its cache.
Medians in milliseconds; the difference to the hand-written one-liner in the same application is the median of the pairs,
with its 95 % interval.

${markdownTable(
  ['app', 'device', 'visit', 'page', 'one-liner', 'page', 'later', '95 %'],
  compared.map(rowOf),
)}`;
}

function rowOf(each: Compared): string[] {
  const { page, visit, low, high } = each;
  const shown = [each.oneLinerMs, each.pageMs, each.laterMs].map((ms) => ms.toFixed(1));
  return [
    page.app,
    placeOf(each),
    visit,
    supplies[page.supply],
    ...shown,
    `${low.toFixed(1)} to ${high.toFixed(1)}`,
  ];
}

function placeOf({ place: { device, authenticatorMs } }: Case): string {
  return authenticatorMs === 0 ? device : `${device}, ${authenticatorMs} ms`;
}

function draw(compared: readonly Compared[]): Promise<string> {
  const intervals = compared.map((each) => ({
    name: `${each.page.app}, ${placeOf(each)}, ${each.visit} visit`,
    value: each.laterMs,
    low: each.low,
    high: each.high,
    kind: supplies[each.page.supply],
  }));
  const title = 'How much later than the one-liner the first call is';
  return drawPlot(intervalPlot({ title, axis: 'milliseconds, with the 95 % interval', intervals }));
}

function sentence(each: Compared): string {
  const { page, visit, laterMs, mostLaterMs } = each;
  return `${page.app}, ${supplies[page.supply]}, ${placeOf(each)}, ${visit} visit: the first call is ${laterMs.toFixed(1)} ms later, more than ${mostLaterMs} ms`;
}

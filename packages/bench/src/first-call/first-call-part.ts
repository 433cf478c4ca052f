// First call: from page load to the first answer through the SDK, with the store and without it.
import { createDraw } from '../chance.js';
import { bootstrapInterval } from '../report/bootstrap-interval.js';
import { markdownTable } from '../report/markdown-table.js';
import { median } from '../report/median.js';
import type { Part } from '../report/part.js';
import type { Visit } from './far-end.js';
import { openPages, type Device, type PageName, type Pages } from './open-pages.js';
import { timePairs } from './time-pairs.js';

/** A page with the store, on a device, and how much later than the one-liner its first call may be. */
interface Case {
  readonly device: Device;
  readonly visit: Visit;
  readonly page: Exclude<PageName, 'one-liner-page'>;
  readonly mostLaterMs: number;
}

/** The limits of the store without its early request only say when that gets worse. */
const cases: readonly Case[] = [
  { device: 'fast', visit: 'first', page: 'store-page', mostLaterMs: 12 },
  { device: 'fast', visit: 'first', page: 'early-page', mostLaterMs: 5 },
  { device: 'fast', visit: 'repeat', page: 'store-page', mostLaterMs: 3 },
  { device: 'fast', visit: 'repeat', page: 'early-page', mostLaterMs: 3 },
  { device: 'slow', visit: 'first', page: 'store-page', mostLaterMs: 120 },
  { device: 'slow', visit: 'first', page: 'early-page', mostLaterMs: 0 },
  { device: 'slow', visit: 'repeat', page: 'store-page', mostLaterMs: 120 },
  { device: 'slow', visit: 'repeat', page: 'early-page', mostLaterMs: 0 },
];

const pageNames = { 'store-page': 'the store', 'early-page': 'the store with the early request' } as const;

export const firstCallPart: Part = {
  name: 'first-call',
  title: 'First call',
  async run({ isQuick }) {
    const count = isQuick ? 20 : 100;
    const pages = await openPages();
    try {
      const compared = [];
      for (const each of cases) compared.push(await compare(pages, each, count));
      return {
        text: `From the start of the navigation to the answer of the first \`getParticipantInfo()\` of the real SDK in Chromium: a token
from a real authenticator on the page's origin, the API on another origin, everything on one machine. Fast: the machine as it
is; slow: its CPU four times slower, and 100 ms more for each round trip. ${count} pairs of loads in turn for each line; on a
first visit the browser has not seen the script before, on a repeat visit it has it in its cache. Medians in milliseconds;
the difference to the hand-written one-liner is the median of the pairs, with its 95 % interval.

${markdownTable(
  ['device', 'visit', 'page', 'one-liner', 'page', 'later', '95 %'],
  compared.map(({ row }) => row),
)}`,
        broken: compared.flatMap(({ broken }) => broken),
      };
    } finally {
      await pages.close();
    }
  },
};

async function compare(
  pages: Pages,
  { device, visit, page, mostLaterMs }: Case,
  count: number,
): Promise<{ row: string[]; broken: string[] }> {
  await pages.runOn(device);
  const pairs = await timePairs(pages, visit, count, page);
  const later = pairs.map(({ oneLinerMs, storeMs }) => storeMs - oneLinerMs);
  const laterMs = median(later);
  const { low, high } = bootstrapInterval(later, createDraw(1, 0));
  const shown = [
    median(pairs.map(({ oneLinerMs }) => oneLinerMs)),
    median(pairs.map(({ storeMs }) => storeMs)),
    laterMs,
  ].map((ms) => ms.toFixed(1));
  const name = pageNames[page];
  const sentence = `${name}, ${device}, ${visit} visit: the first call is ${laterMs.toFixed(1)} ms later, more than ${mostLaterMs} ms`;
  return {
    row: [device, visit, name, ...shown, `${low.toFixed(1)} to ${high.toFixed(1)}`],
    broken: laterMs <= mostLaterMs ? [] : [sentence],
  };
}

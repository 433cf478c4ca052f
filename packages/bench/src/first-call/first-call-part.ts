// First call: from page load to the first answer through the SDK, with the store and without it.
import { createDraw } from '../chance.js';
import { bootstrapInterval } from '../report/bootstrap-interval.js';
import { markdownTable } from '../report/markdown-table.js';
import { median } from '../report/median.js';
import type { Part } from '../report/part.js';
import type { Visit } from './far-end.js';
import { openPages } from './open-pages.js';
import { timePairs, type LoadPair } from './time-pairs.js';

/**
 * The aim is 3 ms. On a first visit the browser has to parse and compile what the store is, over 40 kB more than the
 * one-liner, before the first token can be asked for: this limit only says when that gets worse.
 */
const mostLaterMs: Record<Visit, number> = { first: 12, repeat: 3 };

export const firstCallPart: Part = {
  name: 'first-call',
  title: 'First call',
  async run({ isQuick }) {
    const count = isQuick ? 40 : 150;
    const pages = await openPages();
    try {
      const first = compare('first', await timePairs(pages, 'first', count));
      const repeat = compare('repeat', await timePairs(pages, 'repeat', count));
      return {
        text: `From the start of the navigation to the answer of the first \`getParticipantInfo()\` of the real SDK in Chromium: a token
from a real authenticator on the page's origin, the API on another origin, everything on one machine. ${count} pairs of loads
in turn; on a first visit the browser has not seen the script before, on a repeat visit it has it in its cache. Medians in
milliseconds; the difference is the median of the pairs, with its 95 % interval. The aim is at most ${mostLaterMs.repeat} ms. It is missed on
first visits, where all of the store has to be parsed and compiled before it can ask for a token.

${markdownTable(['visit', 'hand-written one-liner', '`createTokenStore`', 'later', '95 %'], [first.row, repeat.row])}`,
        broken: [...first.broken, ...repeat.broken],
      };
    } finally {
      await pages.close();
    }
  },
};

function compare(visit: Visit, pairs: readonly LoadPair[]): { row: string[]; broken: string[] } {
  const later = pairs.map(({ oneLinerMs, storeMs }) => storeMs - oneLinerMs);
  const laterMs = median(later);
  const { low, high } = bootstrapInterval(later, createDraw(1, 0));
  const shown = [
    median(pairs.map(({ oneLinerMs }) => oneLinerMs)),
    median(pairs.map(({ storeMs }) => storeMs)),
    laterMs,
  ].map((ms) => ms.toFixed(1));
  const sentence = `on a ${visit} visit the store's first call is ${laterMs.toFixed(1)} ms later, more than ${mostLaterMs[visit]} ms`;
  return {
    row: [visit, ...shown, `${low.toFixed(1)} to ${high.toFixed(1)}`],
    broken: laterMs <= mostLaterMs[visit] ? [] : [sentence],
  };
}

// Herd: a million pages that do the same at the same time, and what their authenticator meets.
import type { Part } from '../report/part.js';
import type { Crowd } from './crowd.js';
import { measureBusy } from './measure-busy.js';
import { measureOutages } from './measure-outages.js';
import { measureTogether } from './measure-together.js';

const pages = 1_000_000;
const seed = 20_261;

export const herdPart: Part = {
  name: 'herd',
  title: 'Herd',
  async run({ isQuick }) {
    const crowd: Crowd = { pages, seed };
    // Peaks against a mean of 300 a second need the whole million; parts of a peak do not.
    const retrying: Crowd = isQuick ? { pages: pages / 10, seed } : crowd;
    const sections = [
      await measureTogether(crowd, isQuick ? 4 : 8),
      measureBusy(retrying),
      await measureOutages(retrying),
    ];
    return {
      text: `A simulation of ${inWords(crowd)} pages${isQuick ? ` (of ${inWords(retrying)} where calls fail)` : ''} with the store's defaults, each of which
decides with the store's own functions (a property test compares whole lives with the store's). All figures are requests
at the authenticator, in bins of a second. Seed ${seed}.

${sections.map(({ text }) => text).join('\n\n')}`,
      plots: sections.flatMap(({ plots }) => plots ?? []),
      broken: sections.flatMap(({ broken }) => broken),
    };
  },
};

function inWords(crowd: Crowd): string {
  return crowd.pages.toLocaleString('en');
}

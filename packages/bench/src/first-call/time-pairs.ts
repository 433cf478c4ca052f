// Loads both pages in turn, so that a machine that is busy for a while is so for both.
import type { Visit } from './far-end.js';
import type { PageName, Pages } from './open-pages.js';

/** Milliseconds to the first answer, of two loads one after the other. */
export interface LoadPair {
  readonly oneLinerMs: number;
  readonly storeMs: number;
}

/** The first loads of all find server and browser cold; after the second the browser keeps what it compiles. */
const warmUpPairs = 4;

export async function timePairs(
  { timeFirstCall }: Pick<Pages, 'timeFirstCall'>,
  visit: Visit,
  count: number,
): Promise<LoadPair[]> {
  const names: PageName[] = ['one-liner-page', 'store-page'];
  const pairs: LoadPair[] = [];
  for (let pair = -warmUpPairs; pair < count; pair += 1) {
    const ms: Record<PageName, number> = { 'one-liner-page': 0, 'store-page': 0 };
    // Each is first as often as the other: what a load leaves to the next one cancels out.
    for (const name of pair % 2 === 0 ? names : names.toReversed()) {
      ms[name] = await timeFirstCall(name, visit);
    }
    if (pair >= 0) pairs.push({ oneLinerMs: ms['one-liner-page'], storeMs: ms['store-page'] });
  }
  return pairs;
}

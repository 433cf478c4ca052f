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
  storePage: PageName = 'store-page',
): Promise<LoadPair[]> {
  const names: PageName[] = ['one-liner-page', storePage];
  const pairs: LoadPair[] = [];
  for (let pair = -warmUpPairs; pair < count; pair += 1) {
    const ms = new Map<PageName, number>();
    // Each is first as often as the other: what a load leaves to the next one cancels out.
    for (const name of pair % 2 === 0 ? names : names.toReversed()) {
      ms.set(name, await timeFirstCall(name, visit));
    }
    if (pair >= 0) pairs.push({ oneLinerMs: ms.get('one-liner-page')!, storeMs: ms.get(storePage)! });
  }
  return pairs;
}

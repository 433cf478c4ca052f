// Loads both pages in turn, so that a machine that is busy for a while is so for both.
import type { Visit } from './far-end.js';
import type { Pages } from './open-pages.js';
import type { PageName } from './page-name.js';

/** Milliseconds to the first answer, of two loads one after the other. */
export interface LoadPair {
  readonly oneLinerMs: number;
  readonly storeMs: number;
}

/** The first loads of all find server and browser cold; after the second the browser keeps what it compiles. */
const warmUpPairs = 4;

/** @param page is compared with the hand-written line in the same application */
export async function timePairs(
  { timeFirstCall }: Pick<Pages, 'timeFirstCall'>,
  page: PageName,
  visit: Visit,
  count: number,
): Promise<LoadPair[]> {
  const oneLiner: PageName = { ...page, supply: 'one-liner' };
  const pairs: LoadPair[] = [];
  for (let pair = -warmUpPairs; pair < count; pair += 1) {
    // Each is first as often as the other: what a load leaves to the next one cancels out.
    const isOneLinerFirst = pair % 2 === 0;
    const first = await timeFirstCall(isOneLinerFirst ? oneLiner : page, visit);
    const second = await timeFirstCall(isOneLinerFirst ? page : oneLiner, visit);
    const [oneLinerMs, storeMs] = isOneLinerFirst ? [first, second] : [second, first];
    if (pair >= 0) pairs.push({ oneLinerMs, storeMs });
  }
  return pairs;
}

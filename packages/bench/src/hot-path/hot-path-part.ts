// Hot path: what an app pays for each request that it sends with a token.
import { markdownTable } from '../report/markdown-table.js';
import type { Part } from '../report/part.js';
import { getTokenCost } from './get-token-cost.js';

const mostRatio = 3.5;

export const hotPathPart: Part = {
  name: 'hot-path',
  title: 'Hot path',
  async run({ isQuick }) {
    const { floorNs, getTokenNs, ratio } = await getTokenCost(isQuick ? 9 : 31);
    return {
      text: `\`await getToken()\` with a valid token reads both clocks in every call.

${markdownTable(
  ['', 'ns', 'ratio'],
  [
    ['`async () => token`', floorNs.toFixed(0), '1.0'],
    ['`store.getToken()`', getTokenNs.toFixed(0), ratio.toFixed(1)],
  ],
)}`,
      broken: ratio <= mostRatio ? [] : [`getToken() costs ${ratio.toFixed(1)} times a bare async function`],
    };
  },
};

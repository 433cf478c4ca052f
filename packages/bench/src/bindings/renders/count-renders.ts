// Run as a process of its own: mounts a component with one binding, and counts its renders.
import { act } from 'react';
import { openPage } from '../../page/open-page.js';
import { answerParent } from '../../process/answer-parent.js';
import { createIssuedTokens } from '../../token-server/issued-tokens.js';
import { readableBy } from '../../token-server/readable-by.js';
import { reactBindings, type ReactBindingName } from './bindings.js';

/** How often the component rendered. */
export interface Renders {
  readonly refresh: number;
  /** For 100 calls that ask for a token; `null` where there is nothing to ask. */
  readonly asks: number | null;
}

const tokens = createIssuedTokens();
openPage(async (url) => {
  const answer = tokens.issue(Date.now(), 3_600);
  return Response.json(readableBy(String(url instanceof Request ? url.url : url), answer));
});
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
const { createRoot } = await import('react-dom/client');

const { refresh, ask, tree } = await reactBindings[process.argv[2] as ReactBindingName].open();
let renders = 0;
const root = createRoot(document.createElement('div'));
const during = async (work: () => unknown): Promise<number> => {
  const before = renders;
  await act(async () => {
    await work();
    // What a binding does after its promise has resolved, such as an event, counts too.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  });
  return renders - before;
};
await during(() => root.render(tree(() => (renders += 1))));
// The second one: the first may still bring what the first render had to wait for.
await during(refresh);
const answer: Renders = {
  refresh: await during(refresh),
  asks: ask === null ? null : await during(() => Promise.all(Array.from({ length: 100 }, () => ask()))),
};
answerParent(answer);

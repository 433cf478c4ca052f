import { describe, expect, it, onTestFinished } from 'vitest';
import { openFarEnd } from '../../src/first-call/far-end.js';

describe('the far end of the pages', () => {
  it('serves a script that is new on each first visit, and the same on each repeat visit', async () => {
    const farEnd = await openFarEnd(new Map([['a-page', 'run();']]));
    onTestFinished(() => farEnd.close());
    const scriptOf = async (visit: 'first' | 'repeat') => {
      const url = farEnd.pageUrl('a-page', visit);
      const html = await (await fetch(url)).text();
      const [, source = ''] = /src="(.+?)"/.exec(html)!;
      return (await fetch(new URL(source, url))).text();
    };
    const [first, second] = [await scriptOf('first'), await scriptOf('first')];
    expect(first).toContain('run();');
    expect(first).not.toBe(second);
    expect(await scriptOf('repeat')).toBe(await scriptOf('repeat'));
  });

  it('gives tokens to the page on its own origin, and to no page elsewhere', async () => {
    const farEnd = await openFarEnd(new Map());
    onTestFinished(() => farEnd.close());
    const url = new URL('/token', farEnd.pageUrl('a-page', 'first'));
    const ask = (site: string) => fetch(url, { method: 'POST', headers: { 'Sec-Fetch-Site': site } });
    const answer = await ask('same-origin');
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' });
    expect((await ask('cross-site')).status).toBe(403);
  });
});

// The menu of the site and the files of the guide.
import { expect, it } from 'vitest';
import { guide } from '../site/contents.mjs';
import { finishPage } from '../site/build/finish-pages.mjs';
import { forPage, moveLinks, readPage } from '../site/build/markdown.mjs';
import { siteGroups } from '../site/build/stage.mjs';
import { guidePages, prose, read, root } from './pages.js';

it('shows every page of the guide once', () => {
  const shown = guide.flatMap(({ pages }) => pages.map(({ file }) => file));
  expect(shown.toSorted()).toEqual(guidePages.toSorted());
});

it.each(guidePages)('%s has a title, and words for those who search', (file) => {
  const { title, description, body } = readPage(read(file));
  expect(title).not.toBe('');
  expect(description.length).toBeGreaterThan(30);
  expect(prose(body)).not.toMatch(/^# /m);
});

it('has no two pages at one address', () => {
  const slugs = siteGroups(root).flatMap(({ pages }) => pages.map(({ slug }) => slug));
  expect(new Set(slugs).size).toBe(slugs.length);
});

it('sends links to pages of the site, leaves others as text, and does not touch code', () => {
  const text = 'See [a](../b.md#c), [d](e.ts) and [f](https://example.org).\n\n```md\n[a](../b.md)\n```\n';
  const moved = moveLinks(text, 'docs/pages/x.md', (target) => (target === 'docs/b.md' ? '/b/' : null));
  expect(moved).toBe('See [a](/b/#c), d and [f](https://example.org).\n\n```md\n[a](../b.md)\n```\n');
});

it('shows a drawing as a picture, and a check list as boxes', () => {
  const page = forPage('```text\n a ──► <b>\n```\n\n- [ ] done\n\n```text\nCSP: x\n```\n');
  expect(page).toContain('role="img"');
  expect(page).toContain(' a ──► &lt;b&gt;');
  expect(page).toContain('- ☐ done');
  expect(page).toContain('```text\nCSP: x\n```');
});

it('gives the message of an error weight in the search', () => {
  expect(forPage('> the answer has no token\n')).toBe(
    '<blockquote data-pagefind-weight="10">\n\nthe answer has no token\n\n</blockquote>\n',
  );
});

it('lets nobody be led to an empty head of a table, or into one that cannot be scrolled by keys', () => {
  expect(finishPage('<table><tr><th></th><th>a</th></tr></table>')).toBe(
    '<table tabindex="0"><tr><td></td><th>a</th></tr></table>',
  );
});

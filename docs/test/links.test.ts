// Every link of the guide and of the decisions leads somewhere.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, it } from 'vitest';
import { anchorsOf } from '../site/build/markdown.mjs';
import { decisionPages, guidePages, prose, read, root } from './pages.js';

/** Made by the site, of all pages. */
const made = new Set(['docs/pages/print.md']);

/** Addresses of others that were looked up. A new one is looked up before it is added. */
const lookedUp = new Set([
  'https://developer.mydatahelps.org/api/limits.html',
  'https://developer.mydatahelps.org/api/service_account.html',
  'https://developer.mydatahelps.org/concepts/versioning.html',
  'https://developer.mydatahelps.org/embeddables/',
  'https://developer.mydatahelps.org/embeddables/participant_tokens.html',
  'https://developer.mydatahelps.org/views/review.html',
  'https://github.com/CareEvolution/MyDataHelpsStarterKit',
]);

const linksOf = (file: string) =>
  [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);

it.each([...guidePages, ...decisionPages])('%s has no dead link', (file) => {
  const dead = linksOf(file).filter((link) => !leadsSomewhere(file, link));
  expect(dead).toEqual([]);
});

it('knows a dead link', () => {
  expect(leadsSomewhere('docs/pages/index.md', 'no-such-page.md')).toBe(false);
  expect(leadsSomewhere('docs/pages/index.md', 'go-live.md#no-such-place')).toBe(false);
  expect(leadsSomewhere('docs/pages/index.md', 'https://mydatahelps.example/')).toBe(false);
});

function leadsSomewhere(file: string, link: string): boolean {
  if (/^[a-z]+:/i.test(link)) return lookedUp.has(link);
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  if (made.has(target)) return true;
  if (!existsSync(join(root, target))) return false;
  const isText = statSync(join(root, target)).isFile() && target.endsWith('.md');
  return anchor === undefined || (isText && anchorsOf(read(target)).has(anchor));
}

// The built site, in memory.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** @returns {{ folder: string, files: Set<string>, pages: Map<string, string> }} addresses, and the HTML of the pages */
export function readSite(folder) {
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => `/${relative('.', name).split(sep).join('/')}`);
  const pages = new Map();
  for (const name of names.filter((file) => file.endsWith('.html'))) {
    pages.set(name.replace(/index\.html$/, ''), readFileSync(join(folder, name), 'utf8'));
  }
  return { folder, files: new Set(names), pages };
}

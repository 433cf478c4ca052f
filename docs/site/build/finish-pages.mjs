// What Markdown cannot say, in the built pages: tables that scroll can be reached by keyboard, and empty cells head nothing.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder the built site */
export function finishPages(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.html')) continue;
    const file = join(folder, name);
    writeFileSync(file, finishPage(readFileSync(file, 'utf8')));
  }
}

/** @param {string} html */
export function finishPage(html) {
  return html
    .replaceAll(/<th\b([^>]*)>\s*<\/th>/g, '<td$1></td>')
    .replaceAll('<table>', '<table tabindex="0">');
}

// What is wrong with the built pages, as their files show it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const mostBytes = 30_000;

/** Links to pages, files and places that are not there, and parts of pages that are not. */
export function linkProblems({ pages, files }) {
  const problems = [];
  for (const [address, html] of pages) {
    for (const [, link] of html.matchAll(/<(?:a|link|script|img)\b[^>]*? (?:href|src)="([^"]*)"/g)) {
      if (/^[a-z]+:/i.test(link)) continue;
      const url = new URL(link.replaceAll('&#38;', '&').replaceAll('&amp;', '&'), `https://site${address}`);
      const target = pages.get(url.pathname);
      if (target === undefined && !files.has(url.pathname))
        problems.push(`${address}: ${link} leads nowhere`);
      else if (!hasPlace(target, url.hash)) problems.push(`${address}: ${link} has no such place`);
    }
  }
  return problems;
}

function hasPlace(html, hash) {
  return hash === '' || html === undefined || html.includes(` id="${decodeURIComponent(hash.slice(1))}"`);
}

/** Codes of errors and diagnostics that are no place of their page: they are its addresses (decision 13). */
export function codeProblems({ folder, pages }) {
  return ['errors-of-the-store', 'diagnostics', 'errors-of-the-authenticator'].flatMap((slug) => {
    const text = readFileSync(join(folder, `${slug}.md`), 'utf8');
    const codes = [...text.matchAll(/^## `(\w+)`$/gm)].map(([, code]) => code);
    if (codes.length === 0) return [`/${slug}/ has no codes`];
    return codes
      .filter((code) => !hasPlace(pages.get(`/${slug}/`) ?? '', `#${code}`))
      .map((code) => `/${slug}/#${code}`);
  });
}

/** Scripts, styles, pictures and frames of another server. */
export function strangerProblems({ pages }) {
  return [...pages].flatMap(([address, html]) =>
    [
      ...html.matchAll(
        /<(?:script|img|iframe|source)[^>]*? src="(https?:[^"]*)"|<link[^>]*? href="(https?:[^"]*)"/g,
      ),
    ].map(([, source, link]) => `${address}: ${source ?? link}`),
  );
}

/** Pages whose scripts and styles are more than 30 kB (brotli). Search loads its own when it is opened. */
export function weightProblems({ pages, folder }) {
  const sizes = new Map();
  const sizeOf = (file) => {
    if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(join(folder, file))).length);
    return sizes.get(file);
  };
  let most = 0;
  const problems = [];
  for (const [address, html] of pages) {
    const parts = new Set(
      [...html.matchAll(/(?:src|href)="(\/_astro\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file),
    );
    const bytes = [...parts].reduce((sum, file) => sum + sizeOf(file), 0);
    most = Math.max(most, bytes);
    if (bytes > mostBytes) problems.push(`${address}: ${bytes} bytes`);
  }
  console.log(`scripts and styles of the heaviest page: ${most} bytes (brotli)`);
  return problems;
}

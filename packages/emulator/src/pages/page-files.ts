// The files of the emulator's own pages, read from the package when they are first asked for.
import { readFile } from 'node:fs/promises';

const scripts = ['control.js', 'survey.js', 'provider.js'] as const;
const documents = [
  'control.html',
  'survey.html',
  'provider.html',
  'pages.css',
  'control.css',
  'survey.css',
] as const;

/** A file of a page. */
export type PageFile = (typeof scripts)[number] | (typeof documents)[number];

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** Whether the package has this file. */
export function isPageFile(name: string): name is PageFile {
  return [...scripts, ...documents].some((known) => known === name);
}

/**
 * A file as an answer.
 *
 * @param frameAncestors who may put a document into a frame, in the words of CSP
 */
export async function answerPageFile(name: PageFile, frameAncestors = "'none'"): Promise<Response> {
  const folder = name.endsWith('.js') ? '../../dist/browser/' : '../../assets/';
  const content = await readFile(new URL(`${folder}${name}`, import.meta.url));
  return new Response(content, {
    headers: {
      'Content-Type': types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors ${frameAncestors}`,
    },
  });
}

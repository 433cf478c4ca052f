// Markdown of the repository as pages of the site: titles, descriptions and links.
import { posix } from 'node:path';

/** The parts of a text that are code are left alone: `map` gets the others. */
export function outsideOfCode(text, map) {
  return text
    .split(/(^```[^]*?^```[ ]*$)/m)
    .map((part) => (part.startsWith('```') ? part : map(part)))
    .join('');
}

/** @returns {{ title: string, description: string, body: string }} the first heading is the title, and leaves the body */
export function readPage(text) {
  const heading = /^# (.+)\n+/.exec(text);
  if (heading === null) throw new Error(`a page begins with its title, not with "${text.slice(0, 40)}"`);
  const body = text.slice(heading[0].length);
  const [paragraph = ''] = body.split(/\n\n/);
  return { title: heading[1].replaceAll('`', ''), description: plain(paragraph), body };
}

function plain(markdown) {
  const text = markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*|>#]|^- /gm, '');
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words.length <= 200 ? words : `${words.slice(0, words.lastIndexOf(' ', 200))} …`;
}

/**
 * Sends the relative links of a file where `locate` says.
 *
 * @param {string} file of the repository
 * @param {(target: string) => string | null} locate from a file of the repository to an address, or null for text only
 */
export function moveLinks(text, file, locate) {
  return outsideOfCode(text, (part) =>
    part.replaceAll(/(!?)\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g, (whole, image, label, link) => {
      if (/^([a-z]+:|#)/i.test(link)) return whole;
      const [path, anchor] = link.split('#');
      const target = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '');
      const address = locate(target);
      if (address === null) return label;
      return `${image}[${label}](${address}${anchor === undefined ? '' : `#${anchor}`})`;
    }),
  );
}

/**
 * A text as a page shows it: a drawing of characters is a picture, which nobody wants to hear read, and a check list on
 * paper is a list of boxes. A quotation is the message of an error, which readers paste into the search: there it weighs
 * more than the same words in a sentence.
 */
export function forPage(text) {
  return text
    .replaceAll(/^```text\n([^`]*[─│][^`]*)```$/gm, (_, drawing) => {
      const escaped = drawing.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return `<pre class="drawing" role="img" tabindex="0" aria-label="A drawing; the text says the same">${escaped}</pre>`;
    })
    .replaceAll(/^> (.+)\n(?!>)/gm, '<blockquote data-pagefind-weight="10">\n\n$1\n\n</blockquote>\n')
    .replaceAll(/^- \[ \] /gm, '- ☐ ');
}

/** The places of a text that a link can name: its headings, as GitHub and the site name them. @returns {Set<string>} */
export function anchorsOf(text) {
  const counts = new Map();
  const anchors = new Set();
  outsideOfCode(text, (part) => {
    for (const [, heading] of part.matchAll(/^#{1,6} (.+)$/gm)) {
      const name = slugOf(heading);
      const before = counts.get(name) ?? 0;
      counts.set(name, before + 1);
      anchors.add(before === 0 ? name : `${name}-${before}`);
    }
    return part;
  });
  return anchors;
}

function slugOf(heading) {
  const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

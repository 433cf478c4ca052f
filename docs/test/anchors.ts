// The places of a text that a link can name: its headings, as GitHub and the site name them.
import { prose } from './pages.js';

export function anchorsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  const anchors = [...prose(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
    const name = slugOf(heading!);
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
  return new Set(anchors);
}

function slugOf(heading: string): string {
  const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

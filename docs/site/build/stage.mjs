// Puts everything that the site shows where its generator looks for it: pages, plain Markdown, pictures, one page for printing.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guide, reference } from '../contents.mjs';
import { forPage, moveLinks, outsideOfCode, readPage } from './markdown.mjs';

/** @param {{ root: string, content: string, assets: string }} folders the checkout, and where to write */
export function stage({ root, content, assets }) {
  for (const folder of [content, assets]) rmSync(folder, { recursive: true, force: true });
  const pages = siteGroups(root).flatMap((group) => group.pages);
  const slugs = new Map(pages.map(({ file, slug }) => [file, slug]));
  const written = pages.map(({ file, slug }) => {
    const text = readFileSync(join(root, file), 'utf8');
    const moved = moveLinks(
      text,
      file,
      locator(slugs, root, assets, (to) => `/${to}/`),
    );
    const page = readPage(forPage(moved));
    write(join(content, `${slug}.md`), withFrontmatter(page));
    const plain = moveLinks(
      text,
      file,
      locator(slugs, root, assets, (to) => `/${to}.md`),
    );
    write(join(assets, `${slug}.md`), plain);
    return { slug, ...page };
  });
  const bySlug = new Map(written.map((page) => [page.slug, page]));
  const ofGuide = guide.flatMap((group) => group.pages.map(({ slug }) => bySlug.get(slug)));
  write(join(content, 'print.md'), printPage(ofGuide));
  cpSync(join(root, 'docs/site/src/favicon.svg'), join(assets, 'favicon.svg'));
  write(join(assets, 'llms.txt'), llms(siteGroups(root), bySlug));
}

/** The groups of the menu; a text that a checkout does not have (yet) has no page. */
export function siteGroups(root) {
  const decisions = readdirSync(join(root, 'docs/decisions'))
    .filter((name) => /^\d+.*\.md$/.test(name))
    .map((name) => name.slice(0, -3));
  return [...guide, ...reference(decisions)].map((group) => ({
    ...group,
    pages: group.pages.filter(({ file }) => existsSync(join(root, file))),
  }));
}

function locator(slugs, root, assets, addressOf) {
  return (target) => {
    const slug = slugs.get(target) ?? slugs.get(`${target}/README.md`);
    if (slug === 'index') return addressOf('index').replace('/index/', '/');
    if (slug !== undefined) return addressOf(slug);
    if (target === 'docs/pages/print.md') return '/print/';
    if (!/\.(svg|png|webp)$/.test(target)) return null;
    mkdirSync(join(assets, 'pictures'), { recursive: true });
    const name = target.replaceAll('/', '-');
    cpSync(join(root, target), join(assets, 'pictures', name));
    return `/pictures/${name}`;
  };
}

/** A staged page. `more` are further lines of its head. */
export function withFrontmatter({ title, description, body }, more = '') {
  return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}\n${more}---\n\n${body}`;
}

/** The guide as one page. Links between its pages still go to the pages: a reader on paper sees their names. */
function printPage(pages) {
  const body = pages
    .map(
      ({ title, body: text }) =>
        `## ${title}\n\n${outsideOfCode(text, (part) => part.replaceAll(/^(#+) /gm, '#$1 '))}`,
    )
    .join('\n\n');
  const page = {
    title: 'Everything on one page',
    description: 'The whole guide, to print or to search.',
    body,
  };
  return withFrontmatter(page, 'pagefind: false\ntableOfContents: { maxHeadingLevel: 2 }\n');
}

function llms(groups, bySlug) {
  const lines = groups.flatMap(({ label, pages }) => [
    `\n## ${label}\n`,
    ...pages.map(({ slug }) => {
      const { title, description } = bySlug.get(slug);
      return `- [${title}](/${slug}.md): ${description}`;
    }),
  ]);
  return `# mdh-tokens\n\n> ${bySlug.get('index').description}\n${lines.join('\n')}\n`;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

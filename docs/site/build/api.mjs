// The API reference, from the docstrings of the packages.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { entriesOf, publishedPackages } from '../../../scripts/workspace.mjs';
import { anchorsOf, moveLinks, readPage } from './markdown.mjs';
import { withFrontmatter } from './stage.mjs';

/**
 * Every entry that a published package exports: what an app writes, the file of its docstrings, the module that TypeDoc
 * makes of that file, and where its page is.
 */
export function apiEntries() {
  const entries = publishedPackages().flatMap(({ folder, manifest }) =>
    entriesOf(manifest).map(({ specifier, target }) =>
      entryOf(specifier, folder, target['@mdh-tokens/source']),
    ),
  );
  // Two entries of one file, such as one for production, are one page.
  return entries.filter(({ file }, index) => entries.findIndex((other) => other.file === file) === index);
}

function entryOf(specifier, folder, source) {
  const file = posix.join(folder, source);
  const module = posix.relative('packages', file).replace(/(\/index)?\.tsx?$/, '');
  return { specifier, file, module, slug: specifier.replace('@mdh-tokens/', 'api/') };
}

/**
 * @param {{ node: string, docs: string, signal?: AbortSignal }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function referenceOfApi({ node, docs, signal }) {
  const out = join(docs, '.cache/content/api');
  const entries = apiEntries();
  const typedoc = [
    join(docs, 'node_modules/typedoc/bin/typedoc'),
    '--options',
    join(docs, 'site/typedoc.json'),
    '--out',
    out,
    ...entries.flatMap(({ file }) => ['--entryPoints', join(root, file)]),
  ];
  const run = await runCommand(node, typedoc, { signal });
  if (run.code !== 0) return run;
  const made = entries.map((entry) => pageOf(entry, entries, out));
  const pages = made.map((page) => withPlaces(page, made));
  rmSync(out, { recursive: true });
  for (const { slug, title, description, body } of pages) {
    const file = join(out, '..', `${slug}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, withFrontmatter({ title, description, body }));
  }
  writeFileSync(join(out, 'index.md'), indexOf(pages));
  return run;
}

/** An entry without exports, which is imported for what it does, has no module of TypeDoc. */
function pageOf({ specifier, file, module, slug }, entries, out) {
  const about = aboutOf(file);
  const bodies = filesOf(module, out).map((name) => {
    const text = moveLinks(readFileSync(join(out, name), 'utf8'), name, (target) =>
      addressOf(target, entries),
    );
    // A place in a namespace is a place of this page.
    const { title, body } = readPage(text.replaceAll(/\/#[\w-]+(#[\w-]+\))/g, '/$1'));
    return name.includes('/namespaces/') ? `## ${title}\n\n${body.replaceAll(/^#/gm, '##')}` : body;
  });
  const body = [`${about}\n`, ...bodies].join('\n');
  return { slug, title: specifier, description: `${about} From its docstrings.`, body };
}

/** TypeDoc gives a module that exports namespaces a folder, with a file for each of them. */
function filesOf(module, out) {
  const namespaces = join(out, module, 'namespaces');
  const names = existsSync(namespaces) ? readdirSync(namespaces) : [];
  return [
    `${module}.md`,
    `${module}/index.md`,
    ...names.map((name) => `${module}/namespaces/${name}`),
  ].filter((name) => existsSync(join(out, name)));
}

function addressOf(target, entries) {
  const [path, namespace] = target.replace(/(\/index)?\.md$/, '').split('/namespaces/');
  const entry = entries.find(({ module }) => module === path);
  if (entry === undefined) return null;
  return namespace === undefined ? `/${entry.slug}/` : `/${entry.slug}/#${namespace.toLowerCase()}`;
}

/** The first sentences of a file, without the name that some begin with. */
function aboutOf(file) {
  const lines = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith("'use "));
  const comment = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('// ')),
  );
  const text = comment.map((line) => line.slice(3)).join(' ');
  const sentence = text.replace(/^@mdh-tokens\/\S+: /, '');
  return sentence[0].toUpperCase() + sentence.slice(1);
}

function indexOf(pages) {
  const rows = pages.map(({ slug, title, body }) => `| [\`${title}\`](/${slug}/) | ${body.split('\n')[0]} |`);
  return withFrontmatter({
    title: 'API',
    description: 'Every entry of every package, from the docstrings of its code.',
    body: [
      'What an app can import. The guide and the READMEs say how to use it.\n',
      '| import | |',
      '|---|---|',
      ...rows,
      '',
    ].join('\n'),
  });
}

/** TypeDoc numbers some names that stand on their page once. */
function withPlaces(page, pages) {
  const body = page.body.replaceAll(
    /\]\((?:\/([\w/-]+)\/)?#([\w-]+?)-(\d+)\)/g,
    (link, slug, name, number) => {
      const target = pages.find((other) => other.slug === (slug ?? page.slug));
      const anchors = anchorsOf(target?.body ?? '');
      const lower = Array.from({ length: Number(number) + 1 }, (_, index) => `${name}-${index}`);
      const place = lower.findLast((anchor) => anchors.has(anchor)) ?? name;
      return `](${slug === undefined ? '' : `/${slug}/`}#${place})`;
    },
  );
  return { ...page, body };
}

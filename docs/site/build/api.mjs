// The API reference, from the docstrings of the packages.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { root } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { anchorsOf, moveLinks, readPage } from './markdown.mjs';
import { withFrontmatter } from './stage.mjs';

const entries = [
  'store/src/index.ts',
  'react/src/index.ts',
  'vue/src/index.ts',
  'angular/src/index.ts',
  'devtools/src/index.ts',
  'authenticator/src/index.ts',
  'contract/src/index.ts',
  'emulator/src/index.ts',
  'conformance/src/index.ts',
];

/**
 * @param {{ node: string, docs: string, signal?: AbortSignal }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function referenceOfApi({ node, docs, signal }) {
  const out = join(docs, '.cache/content/api');
  const files = entries.map((entry) => join(root, 'packages', entry)).filter((file) => existsSync(file));
  const typedoc = [
    join(docs, 'node_modules/typedoc/bin/typedoc'),
    '--options',
    join(docs, 'site/typedoc.json'),
    '--out',
    out,
    ...files.flatMap((file) => ['--entryPoints', file]),
  ];
  const made = await runCommand(node, typedoc, { signal });
  if (made.code === 0) for (const file of markdownIn(out)) toPage(file, out);
  return made;
}

function markdownIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** The module `store/src` is the page `store`, with the name of its package as its title. */
function toPage(file, out) {
  const name = relative(out, file);
  const text = moveLinks(readFileSync(file, 'utf8'), name, (target) => {
    const path = target.replace(/(^|\/)index\.md$/, '$1').replace(/(\/src)?\.md$/, '');
    return `/${posix.join('api', path)}/`.toLowerCase();
  });
  const { title, description, body } = readPage(text.replaceAll(/(\w+)\/src\b(?!\/)/g, '@mdh-tokens/$1'));
  rmSync(file);
  const isModule = name.endsWith('/src.md');
  const about = isModule ? `What ${title} exports, from its docstrings.` : description;
  const page = { title, description: about, body: withItsAnchors(body) };
  writeFileSync(file.replace(/\/src\.md$/, '.md'), withFrontmatter(page));
}

/** TypeDoc numbers some names that stand on the page once. */
function withItsAnchors(body) {
  const anchors = anchorsOf(body);
  return body.replaceAll(/\]\(#([\w-]+?)-(\d+)\)/g, (link, name, number) => {
    if (anchors.has(`${name}-${number}`)) return link;
    const last = Array.from({ length: Number(number) }, (_, index) => `${name}-${index}`).findLast((anchor) =>
      anchors.has(anchor),
    );
    return `](#${last ?? name})`;
  });
}

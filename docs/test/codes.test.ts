// Every code that an app or a log can show has a section, which is found by its code and by its message.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headings, read, root } from './pages.js';

/** The members of an exported union of strings, as its file has them. */
function unionIn(file: string, name: string): string[] {
  const declaration = new RegExp(`export type ${name} =([^;]+);`).exec(read(file))?.[1] ?? '';
  return [...declaration.matchAll(/'([a-z_]+)'/g)].map(([, member]) => member!);
}

const storeErrors = unionIn('packages/store/src/core/token-error.ts', 'TokenErrorCode');
const diagnostics = unionIn('packages/store/src/core/actions.ts', 'DiagnosticCode');
const onTheWire = unionIn('packages/contract/src/authenticator-error.ts', 'AuthenticatorErrorCode');
const onTheServer = unionIn('packages/authenticator/src/authenticator-error.ts', 'AuthenticatorFailureCode');

describe.each([
  ['docs/pages/errors-of-the-store.md', storeErrors, 18],
  ['docs/pages/diagnostics.md', diagnostics, 13],
  ['docs/pages/errors-of-the-authenticator.md', [...onTheWire, ...onTheServer], 14],
])('%s', (page, codes, atLeast) => {
  it('has a section for each code, and for nothing else', () => {
    expect(codes.length).toBeGreaterThanOrEqual(atLeast);
    const sections = headings(read(page), 2).map((heading) => heading.replaceAll('`', ''));
    expect(sections.toSorted()).toEqual(codes.toSorted());
  });
});

it('says the message of each diagnostic', () => {
  const messages = read('packages/store/src/core/texts.ts');
  const page = read('docs/pages/diagnostics.md');
  for (const code of diagnostics) {
    const [, , message] = new RegExp(`\\b${code}:\\s*\\[?\\s*(['"])(.+)\\1`).exec(messages)!;
    expect(sectionOf(page, code)).toContain(`> ${message}\n`);
  }
});

it('quotes messages of errors as the code has them', () => {
  const sources = ['store', 'contract', 'authenticator'].map(sourceOf).join('\n');
  for (const page of ['errors-of-the-store', 'errors-of-the-authenticator']) {
    const quoted = [...read(`docs/pages/${page}.md`).matchAll(/^> (.+)$/gm)].map(([, message]) => message!);
    expect(quoted.length).toBeGreaterThan(10);
    for (const message of quoted) {
      // What differs from case to case stands as an ellipsis on the page.
      for (const part of message.split(/…|a redirect/)) expect(sources).toContain(part);
    }
  }
});

it('gives the status of each code of the contract', () => {
  const page = read('docs/pages/errors-of-the-authenticator.md');
  const statuses = read('packages/contract/src/authenticator-error.ts');
  for (const code of onTheWire) {
    const [, status] = new RegExp(`\\b${code}: (\\d+),`).exec(statuses)!;
    expect(sectionOf(page, code)).toContain(`Status ${status}`);
  }
});

function sectionOf(page: string, code: string): string {
  const [, rest = ''] = page.split(`\n## \`${code}\`\n`);
  return rest.split('\n## ')[0]!;
}

function sourceOf(name: string): string {
  const folder = `packages/${name}/src`;
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${folder}/${file}`))
    .join('\n');
}

// The code on the pages is code that the tests of the packages and examples compile and run.
import { describe, expect, it } from 'vitest';
import { guidePages, read } from './pages.js';

/** What is no program: commands of a shell, drawings and headers. */
const otherKinds = new Set(['sh', 'text']);

/** Where code is compiled or run by a test. */
const tried = /^(examples\/|packages\/[^/]+\/test\/)/;

const blocks = guidePages.flatMap((page) =>
  [...read(page).matchAll(/^(?:<!-- (example|excerpt): (\S+) -->\n)?```(\w*)\n([^]*?)^```$/gm)].map(
    ([, kind, file, language, code]) => ({ page, kind, file, language: language!, code: code! }),
  ),
);
const programs = blocks.filter(({ language }) => !otherKinds.has(language));

it('has blocks to compare', () => {
  expect(programs.length).toBeGreaterThan(30);
  const fences = guidePages.flatMap((page) => [...read(page).matchAll(/^```/gm)]);
  expect(fences).toHaveLength(2 * blocks.length);
});

describe.each(programs)('$page: $language of $file', ({ kind, file = '', code }) => {
  it('is the file that is tried', () => {
    expect(file, `a block of code without its file:\n${code}`).toMatch(tried);
    const source = read(file);
    if (kind === 'example') expect(code.trimEnd()).toBe(source.trimEnd());
    else expect(dedented(source)).toContain(dedented(code));
  });
});

/** Every line without its indentation: an excerpt is moved to the margin. */
function dedented(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

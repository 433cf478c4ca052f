// BENCHMARKS.md as text: one section a part, replaced when the part is run again.
import type { Findings } from './part.js';

const preamble = `# Benchmarks

Made by \`npm run bench\`, which writes this file. Times are of one run on one machine: compare ratios, not
nanoseconds.
`;

export interface NewSection {
  readonly title: string;
  readonly findings: Findings;
  /** One line that says when and on what. */
  readonly measuredOn: string;
}

/**
 * Puts a section in the place of the one with the same heading, or where the order has it.
 *
 * @param order the headings of all parts
 */
export function withSection(
  markdown: string,
  { title, findings, measuredOn }: NewSection,
  order: readonly string[],
): string {
  const sections = readSections(markdown);
  const pictures = (findings.plots ?? []).map(({ file }) => `![${title}](packages/bench/plots/${file})`);
  sections.set(title, [measuredOn, findings.text.trim(), ...pictures].join('\n\n'));
  const titles = [...sections.keys()].toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
  return `${preamble}${titles.map((each) => `\n## ${each}\n\n${sections.get(each)}\n`).join('')}`;
}

function readSections(markdown: string): Map<string, string> {
  const [, ...parts] = markdown.split(/^## /m);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}

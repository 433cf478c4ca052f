// Markdown, for an issue or an audit file.
import type { CheckResult } from '../check.js';
import { notClaimed, type Report } from '../report.js';
import { factsOf, isTold } from './facts.js';

/** A table of all checks, and below it everything about those that are not well. */
export function toMarkdown(report: Report): string {
  const { url, date, kit, contract, checkSet, counts, seconds, requests, tokens, results, exitCode } = report;
  const told = results.filter(isTold);
  const outcome =
    exitCode === 0 ? 'conforms' : exitCode === 1 ? 'does not conform' : 'not known: something could not run';
  return [
    `# Authenticator conformance: ${outcome}`,
    '',
    `- endpoint: ${cell(url)}`,
    `- date: ${date}`,
    `- kit: ${kit.name} ${kit.version}, contract ${contract}, check set ${checkSet}`,
    `- counts: ${Object.entries(counts)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ')}`,
    `- ${requests} requests, ${tokens} tokens, ${seconds} s`,
    ...report.staleBaseline.map((id) => `- the baseline expects ${id} not to pass, and it does: take it out`),
    ...report.notes.map((note) => `- ${note}`),
    '',
    '| id | level | check | result |',
    '|---|---|---|---|',
    ...results.map(
      ({ id, level, title, state, message }) =>
        `| ${id} | ${level} | ${cell(title)} | ${state}: ${cell(message)} |`,
    ),
    ...told.flatMap(toSection),
    '',
    notClaimed,
    '',
  ].join('\n');
}

function toSection(result: CheckResult): string[] {
  return [
    '',
    `## ${result.id}: ${result.state}`,
    '',
    cell(result.title),
    '',
    ...factsOf(result).map(([name, fact]) => `- ${name}: ${cell(fact)}`),
  ];
}

/** Neither a table nor HTML is broken by what an endpoint said. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[|<>`]/g, (sign) => `\\${sign}`);
}

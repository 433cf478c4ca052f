// JUnit XML, as GitHub, GitLab, Jenkins and Azure read it.
import type { CheckResult } from '../check.js';
import type { Report } from '../report.js';
import { factsOf } from './facts.js';

/** A failure is the endpoint's, an error the kit's or for want of something; what does not apply is skipped. */
export function toJunit(report: Report): string {
  const { results, counts, seconds, date, url } = report;
  const errors = results.filter((result) => isError(result)).length;
  const failures = results.filter((result) => isFailure(report, result)).length;
  const attributes = `tests="${results.length}" failures="${failures}" errors="${errors}" skipped="${counts['not-applicable']}" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mdh-conformance" ${attributes}>`,
    `  <testsuite name="${escape(url)}" timestamp="${date.replace(/\..*$/, '')}" ${attributes}>`,
    ...results.map((result) => toCase(report, result)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function toCase(report: Report, result: CheckResult): string {
  const { id, level, title, seconds, message, state } = result;
  const head = `    <testcase classname="mdh-conformance.${id.charAt(0)}" name="${escape(`${id} ${level} ${title}`)}" time="${seconds}"`;
  const text = escape(
    factsOf(result)
      .map(([name, fact]) => `${name}: ${fact}`)
      .join('\n'),
  );
  if (isFailure(report, result)) {
    const told = state === 'fail' ? message : 'the baseline expects this not to pass, and it does';
    return withChild(head, `<failure message="${escape(told)}">${text}</failure>`);
  }
  if (isError(result)) return withChild(head, `<error message="${escape(message)}">${text}</error>`);
  if (state === 'not-applicable') return withChild(head, `<skipped message="${escape(message)}"/>`);
  return state === 'pass' ? `${head}/>` : withChild(head, `<system-out>${text}</system-out>`);
}

function withChild(head: string, child: string): string {
  return `${head}>\n      ${child}\n    </testcase>`;
}

function isFailure({ staleBaseline }: Report, { id, state, baseline }: CheckResult): boolean {
  return (state === 'fail' && baseline === undefined) || staleBaseline.includes(id);
}

function isError({ state, baseline }: CheckResult): boolean {
  return (state === 'error' || state === 'could-not-run') && baseline === undefined;
}

/** XML 1.0 has no place for most control characters, however they are written. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

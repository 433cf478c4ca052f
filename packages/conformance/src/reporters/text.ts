// The report for a terminal.
import type { CheckResult, CheckState } from '../check.js';
import { notClaimed, type Report } from '../report.js';
import { factsOf, isTold } from './facts.js';

const words: Record<CheckState, string> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  'not-applicable': 'n/a ',
  'could-not-run': 'miss',
  error: 'ERR ',
};

const colours: Record<CheckState, number> = {
  pass: 32,
  fail: 31,
  warn: 33,
  'not-applicable': 90,
  'could-not-run': 35,
  error: 31,
};

/** One line a check, then everything about those that are not well, then the sum. */
export function toText(report: Report, { colour = false }: { colour?: boolean } = {}): string {
  const paint = (state: CheckState, text: string): string =>
    colour ? `\u001b[${colours[state]}m${text}\u001b[0m` : text;
  const toLine = (result: CheckResult): string => {
    const { id, level, title, state, message, baseline } = result;
    const told =
      state === 'pass' && message !== ''
        ? ` (${message})`
        : state === 'not-applicable' || state === 'could-not-run'
          ? `: ${message}`
          : '';
    const expected = baseline === undefined ? '' : ' [baseline]';
    return `${paint(state, words[state])}  ${id} ${level.padEnd(6)} ${title}${told}${expected}`;
  };
  const told = report.results.filter(isTold);
  return [
    report.url,
    '',
    ...report.results.map(toLine),
    ...told.flatMap((result) => [
      '',
      `${paint(result.state, words[result.state])}  ${result.id} ${result.title}`,
      ...toFacts(result),
    ]),
    '',
    ...toSum(report),
    '',
  ].join('\n');
}

function toFacts(result: CheckResult): string[] {
  return factsOf(result).map(([name, fact]) => `      ${`${name}:`.padEnd(16)}${fact}`);
}

function toSum({
  counts,
  requests,
  tokens,
  seconds,
  kit,
  contract,
  checkSet,
  staleBaseline,
  notes,
  exitCode,
}: Report): string[] {
  const sum = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  return [
    ...staleBaseline.map((id) => `The baseline expects ${id} not to pass, and it does: take it out.`),
    ...notes,
    notClaimed,
    `${sum.join(', ')}. ${requests} requests, ${tokens} tokens, ${seconds} s.`,
    `${kit.name} ${kit.version}, contract ${contract}, check set ${checkSet}. Exit code ${exitCode}.`,
  ];
}

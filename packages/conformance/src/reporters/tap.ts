// TAP version 14.
import type { CheckResult } from '../check.js';
import type { Report } from '../report.js';
import { factsOf, isTold } from './facts.js';

/** What the baseline expects is a TODO, what does not apply is skipped; what could not run is not ok. */
export function toTap(report: Report): string {
  const lines = report.results.flatMap((result, index) => toLines(report, result, index + 1));
  return ['TAP version 14', `1..${report.results.length}`, ...lines, ''].join('\n');
}

function toLines({ staleBaseline }: Report, result: CheckResult, number: number): string[] {
  const { id, level, title, state, message, baseline } = result;
  const isOk =
    (state === 'pass' || state === 'warn' || state === 'not-applicable') && !staleBaseline.includes(id);
  const isExpected = baseline !== undefined && !staleBaseline.includes(id);
  const directive =
    state === 'not-applicable'
      ? ` # SKIP ${oneLine(message)}`
      : isExpected
        ? ` # TODO ${oneLine(baseline)}`
        : '';
  const line = `${isOk ? 'ok' : 'not ok'} ${number} - ${id} ${level} ${oneLine(title)}${directive}`;
  if (!isTold(result) && state !== 'could-not-run') return [line];
  const facts = factsOf(result).map(
    ([name, fact]) => `  ${name.replaceAll(' ', '_')}: ${JSON.stringify(fact)}`,
  );
  return [line, '  ---', `  state: ${state}`, ...facts, '  ...'];
}

/** `#` begins a directive. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('#', String.raw`\#`);
}

// mdh-authenticator doctor
import { examine } from '../doctor/examine.js';
import { finding, type Finding } from '../doctor/finding.js';
import { describeProblem } from '../settings/setting-problem.js';
import { openExchange } from './open-exchange.js';
import { toReference, type ParticipantOptions } from './participant-option.js';
import type { Terminal } from './terminal.js';

/** Options of the command. */
export interface DoctorCommandOptions extends ParticipantOptions {
  json?: boolean;
}

/** Prints the findings, one line each. Gives the exit code: 1 when something has to be fixed. */
export async function runDoctor(terminal: Terminal, options: DoctorCommandOptions): Promise<number> {
  if (options.participant !== undefined && options.identifier !== undefined) {
    terminal.err('Name one participant: either --participant ID (a GUID) or --identifier TEXT.');
    return 1;
  }
  const findings = await findingsFor(terminal, options);
  const failed = findings.some(({ result }) => result === 'fail');
  if (options.json === true) terminal.out(JSON.stringify({ ok: !failed, findings }));
  else for (const { check, result, text } of findings) terminal.out(`${result.padEnd(4)}  ${check}: ${text}`);
  return failed ? 1 : 0;
}

async function findingsFor(terminal: Terminal, options: DoctorCommandOptions): Promise<Finding[]> {
  const skews: number[] = [];
  const opened = openExchange(terminal.env, {
    cache: false,
    // The findings tell what would be logged.
    logger: { warn: () => undefined, error: () => undefined },
    onMeasure(measure) {
      if (measure.kind === 'upstream' && measure.clockSkewSeconds !== null)
        skews.push(measure.clockSkewSeconds);
    },
  });
  if (!opened.ok) {
    return opened.problems.map((problem) => finding('configuration', 'fail', describeProblem(problem)));
  }
  return examine({ ...opened, skewSeconds: () => skews[0] ?? null }, toReference(options));
}

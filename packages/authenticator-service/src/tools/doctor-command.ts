// mdh-authenticator doctor
import { readExchangeEnvironment } from '../service/environment.js';
import { examine, type Finding } from './doctor.js';
import type { Terminal } from './terminal.js';
import { toReference, type TokenCommandOptions } from './token-command.js';

/** Prints the findings, one line each. Gives the exit code: 1 when something has to be fixed. */
export async function runDoctor(terminal: Terminal, options: TokenCommandOptions): Promise<number> {
  if (options.participant !== undefined && options.identifier !== undefined) {
    terminal.err('Name one participant: either --participant ID (a GUID) or --identifier TEXT.');
    return 1;
  }
  const reading = readExchangeEnvironment(terminal.env);
  const findings: Finding[] = reading.ok
    ? await examine(reading.value, toReference(options))
    : reading.problems.map((text) => ({ check: 'configuration', result: 'fail', text }));
  const failed = findings.some(({ result }) => result === 'fail');
  if (options.json === true) terminal.out(JSON.stringify({ ok: !failed, findings }));
  else for (const { check, result, text } of findings) terminal.out(`${result.padEnd(4)}  ${check}: ${text}`);
  return failed ? 1 : 0;
}

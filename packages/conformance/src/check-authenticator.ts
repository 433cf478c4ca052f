// The two ways to run the checks: as a list for a test runner, or all at once with a report.
import type { Check, CheckResult } from './check.js';
import { createChecks, type Run } from './create-checks.js';
import { processClock, type KitClock } from './kit-clock.js';
import { readOptions, type CheckOptions, type Settings } from './options.js';
import { toReport, type Report } from './report.js';
import { cleanDeep } from './secrets.js';

/**
 * The checks as plain data, for any test runner: `for (const check of authenticatorChecks(options)) test(…, () =>
 * check.assert())`. Run them one after another, in their order: they share answers, and spare the endpoint.
 *
 * @throws {ConformanceError} `invalid_option`, `nothing_selected`
 */
export function authenticatorChecks(options: CheckOptions): Check[] {
  return [...createChecks(readOptions(options), processClock).checks];
}

/**
 * Runs the checks one after another. Whatever the endpoint does, it resolves.
 *
 * @throws {ConformanceError} `invalid_option`, also where a session cannot be had; `nothing_selected`
 */
export async function checkAuthenticator(options: CheckOptions): Promise<Report> {
  return runChecks(readOptions(options), processClock);
}

/** As `checkAuthenticator`, with a clock of one's own. */
export async function runChecks(settings: Settings, clock: KitClock): Promise<Report> {
  const startedAt = clock.seconds();
  const date = new Date(clock.nowMs()).toISOString();
  const run = createChecks(settings, clock);
  const results: CheckResult[] = [];
  for (const check of run.checks) results.push(await check.run());
  const report = toReport(results, {
    url: `${settings.url.origin}${settings.url.pathname}`,
    date,
    seconds: Math.round((clock.seconds() - startedAt) * 10) / 10,
    requests: run.client.requests,
    tokens: run.client.tokens,
    notes: notesOf(run, results),
  });
  // A second time: what a later check learned is in no earlier result either.
  return cleanDeep(report, run.secrets);
}

function notesOf({ client }: Run, results: readonly CheckResult[]): string[] {
  const notes: string[] = [];
  if (client.isRolling)
    notes.push(
      'The endpoint sets cookies anew (a rolling session); they were followed, each in its own session.',
    );
  const [first] = results;
  if (first?.id === 'T01' && first.state === 'fail')
    notes.push('The run stopped at T01: without an answer to a signed-in user, nothing else can be told.');
  return notes;
}

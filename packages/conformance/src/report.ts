// The report of a run as plain data: what every reporter writes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CheckResult, CheckState } from './check.js';
import { allChecks } from './checks/all-checks.js';

/** What `--json` prints; its schema is `schema/report-1.json`. */
export interface Report {
  /** The version of this format. */
  schema: 1;
  kit: { name: string; version: string };
  /** The contract's version. */
  contract: 1;
  /** Names the set of checks: the same hash, the same ids, levels and titles. */
  checkSet: string;
  /** Without its query. */
  url: string;
  /** ISO 8601. */
  date: string;
  seconds: number;
  requests: number;
  /** Different access tokens that were made for this run, as far as they were seen. */
  tokens: number;
  counts: Record<CheckState, number>;
  /** The process's own: 0 all well, 1 a MUST failed or the baseline is stale, 3 something could not run. */
  exitCode: 0 | 1 | 3;
  results: CheckResult[];
  /** Ids of the baseline that pass by now. */
  staleBaseline: string[];
  notes: string[];
}

/** What no check from outside can tell. */
export const notClaimed =
  'Not checked, since it cannot be seen from outside: how the private key is kept, what the logs hold, how MyDataHelps is asked again after a failure.';

export type RunFacts = Pick<Report, 'url' | 'date' | 'seconds' | 'requests' | 'tokens' | 'notes'>;

export function toReport(results: readonly CheckResult[], facts: RunFacts): Report {
  const states: CheckState[] = ['pass', 'fail', 'warn', 'not-applicable', 'could-not-run', 'error'];
  const counts = Object.fromEntries(
    states.map((state) => [state, results.filter((result) => result.state === state).length]),
  ) as Record<CheckState, number>;
  const staleBaseline = results
    .filter(({ state, baseline }) => baseline !== undefined && isWell(state))
    .map(({ id }) => id);
  return {
    schema: 1,
    kit: readKit(),
    contract: 1,
    checkSet: hashOfChecks(),
    ...facts,
    counts,
    exitCode: exitCodeOf(results, staleBaseline),
    results: results.toSorted((a, b) => familyOf(a) - familyOf(b) || a.id.localeCompare(b.id)),
    staleBaseline,
  };
}

function exitCodeOf(results: readonly CheckResult[], staleBaseline: readonly string[]): Report['exitCode'] {
  const unexpected = results.filter(({ baseline }) => baseline === undefined);
  if (unexpected.some(({ state }) => state === 'fail') || staleBaseline.length > 0) return 1;
  if (unexpected.some(({ state }) => state === 'could-not-run' || state === 'error')) return 3;
  return results.some(({ state }) => state !== 'not-applicable') ? 0 : 3;
}

function isWell(state: CheckState): boolean {
  return state === 'pass' || state === 'warn';
}

function familyOf({ id }: CheckResult): number {
  return 'TASBLMF'.indexOf(id.charAt(0));
}

function hashOfChecks(): string {
  const text = allChecks.map(({ id, level, title }) => `${id} ${level} ${title}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export function readKit(): Report['kit'] {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(text) as Report['kit'];
  return { name, version };
}

// Each check has an endpoint that breaks its rule, and finds it; no other MUST is touched.
import { describe, expect, it } from 'vitest';
import { allChecks } from '../src/checks/all-checks.js';
import type { Report } from '../src/report.js';
import { furtherMutants } from './further-mutants.js';
import { examine, pageOrigin } from './model.js';
import { mutants } from './mutants.js';

const failedIn = ({ results }: Report): string[] =>
  results.filter(({ state }) => state === 'fail' || state === 'error').map(({ id }) => id);
const stateOf = (report: Report, id: string): string | undefined =>
  report.results.find((result) => result.id === id)?.state;

describe('the faithful endpoint', () => {
  it('passes everything', async () => {
    const report = await examine(undefined, { withEmulator: true, allow: { rateLimit: true } });
    const other = report.results
      .filter(({ state }) => state !== 'pass')
      .map(({ id, state }) => `${id} ${state}`);
    expect(other.filter((line) => !line.endsWith('not-applicable'))).toEqual([]);
    expect(report.exitCode).toBe(0);
  });

  it('passes everything for a page of another origin', async () => {
    const report = await examine(undefined, { pageOrigin });
    const other = report.results.filter(({ state }) => state !== 'pass' && state !== 'not-applicable');
    expect(other).toEqual([]);
    expect(stateOf(report, 'B05')).toBe('pass');
  });
});

describe('the mutant of', () => {
  it.each(mutants.map((mutant) => [mutant.id, mutant.name, mutant] as const))(
    '%s, which %s, is found',
    async (id, _name, mutant) => {
      const report = await examine(mutant.make(), mutant.options);
      const level = allChecks.find((check) => check.id === id)?.level;
      expect(stateOf(report, id)).toBe(level === 'MUST' ? 'fail' : 'warn');
      expect(failedIn(report)).toEqual(level === 'MUST' ? [id] : []);
    },
  );

  it.each(furtherMutants.map((mutant) => [mutant.id, mutant.name, mutant] as const))(
    '%s, %s, is named as such',
    async (id, _name, mutant) => {
      const report = await examine(mutant.make(), mutant.options);
      const found = report.results.find((result) => result.id === id);
      expect(['fail', 'warn']).toContain(found?.state);
      expect(found?.message).toMatch(mutant.says);
      expect(failedIn(report)).toEqual([
        ...(found?.state === 'fail' ? [id] : []),
        ...(mutant.alsoFails ?? []),
      ]);
    },
  );

  it('every check is here', () => {
    expect([...new Set(mutants.map(({ id }) => id))].toSorted()).toEqual(
      allChecks.map(({ id }) => id).toSorted(),
    );
  });
});

import { expect, test } from 'vitest';
import { loadProduction } from './load-production.js';
import { findViolation } from './run-days.js';
import { seededBugs } from './seeded-bugs.mjs';
import { Violation } from './violation.js';

/** What one run of the tests simulates: a bug that needs more than that would get through. */
const days = 200;
const runMostMs = 120_000;

test.each(seededBugs)(
  'the simulation finds: $name',
  async (bug) => {
    expect(await findViolation(await loadProduction(bug), days, bug.seed)).toBeInstanceOf(Violation);
  },
  runMostMs,
);

test(
  'and finds nothing in the code as it is, loaded in the same way',
  async () => {
    const production = await loadProduction({ name: 'none', replaced: {} });
    expect(await findViolation(production, 2, 1)).toBeNull();
  },
  runMostMs,
);

test('a bug that does not fit the code is told', async () => {
  const absent = { name: 'outdated', replaced: { 'core/settle.ts': { nothing: 1 } } };
  await expect(loadProduction(absent)).rejects.toThrow('seeded bug: nothing is not there');
  const elsewhere = { name: 'outdated', replaced: { 'core/nowhere.ts': { nothing: 1 } } };
  await expect(loadProduction(elsewhere)).rejects.toThrow(
    'core/nowhere.ts is not part of the production code',
  );
});

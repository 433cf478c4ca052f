import { expect, test } from 'vitest';
import { loadCore } from './load-core.js';
import { findViolation } from './run-days.js';
import { seededBugs } from './seeded-bugs.js';
import { Violation } from './violation.js';

/** What one run of the tests simulates: a bug that needs more than that would get through. */
const days = 200;
const seed = 1;
const runMostMs = 120_000;

test.each(seededBugs)(
  'the simulation finds: $name',
  async (bug) => {
    expect(findViolation(await loadCore(bug), days, seed)).toBeInstanceOf(Violation);
  },
  runMostMs,
);

test(
  'and finds nothing in the core as it is, loaded in the same way',
  async () => {
    const core = await loadCore({ name: 'none', changes: [] });
    expect(findViolation(core, 20, seed)).toBeNull();
  },
  runMostMs,
);

test('a bug that does not fit the source is told', async () => {
  const changes = [['settle.ts', 'what is not there', '']] as const;
  await expect(loadCore({ name: 'outdated', changes })).rejects.toThrow(
    'seeded bug "outdated": settle.ts does not hold this exactly once: what is not there',
  );
});

import { expect, test } from 'vitest';
import { loadCore } from './load-core.js';
import { findViolation } from './run-days.js';
import { seededBugs } from './seeded-bugs.js';

/** What one `npm test` simulates. */
const days = 200;

test.each(seededBugs)(
  'the simulation finds: $name',
  async (bug) => {
    const begun = performance.now();
    const found = findViolation(await loadCore(bug), days, 1);
    console.log(bug.name, '=>', found?.message, (performance.now() - begun).toFixed());
    expect(found).not.toBeNull();
  },
  120_000,
);

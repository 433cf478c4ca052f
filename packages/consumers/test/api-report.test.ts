// The public API is what its committed report says.
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { publishedPackages } from '../../../scripts/workspace.mjs';
import { reportFile, reportsOf } from '../api/reports-of.mjs';

const packages = publishedPackages();
let reports: ReturnType<typeof reportsOf>;

beforeAll(() => {
  reports = reportsOf(packages);
}, 300_000);

test.each(packages)('the API of $name is what its api.md says, which `npm run api` writes', (published) => {
  const file = reportFile(published);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no report').toBe(reports.get(published));
});

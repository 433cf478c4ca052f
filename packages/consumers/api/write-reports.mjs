// npm run api: writes each package's api.md anew.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from '../../../scripts/repository.mjs';
import { publishedPackages } from '../../../scripts/workspace.mjs';
import { reportFile, reportsOf } from './reports-of.mjs';

for (const [published, report] of reportsOf(publishedPackages())) {
  const file = reportFile(published);
  writeFileSync(file, report);
  console.log(relative(root, file));
}

// npm run docs:check: builds the site, then looks for dead links, heavy pages, what comes from elsewhere, and axe violations.
import { join } from 'node:path';
import { provideChromium } from '../../../scripts/chromium.mjs';
import { root } from '../../../scripts/repository.mjs';
import { untilSignal } from '../../../scripts/until-signal.mjs';
import { apiEntries } from './api.mjs';
import { buildSite } from './build-site.mjs';
import { readSite } from './read-site.mjs';
import { codeProblems, linkProblems, strangerProblems, weightProblems } from './check-pages.mjs';

const signal = untilSignal();
const built = process.argv.includes('--built') ? { code: 0, output: '' } : await buildSite(signal);
if (built.code !== 0) {
  console.error(built.output);
  process.exit(1);
}
// Its browser driver is among what has been installed only now.
const { accessibilityProblems } = await import('./check-accessibility.mjs');
const site = readSite(join(root, 'docs/dist'));
const chromium = await provideChromium({ signal, say: (line) => console.log(`chromium: ${line}`) });
const checks = {
  'entries without a page': ({ pages }) =>
    apiEntries()
      .filter(({ slug }) => !pages.has(`/${slug}/`))
      .map(({ specifier }) => specifier),
  'codes without a place': codeProblems,
  'dead links': linkProblems,
  'from other servers': strangerProblems,
  'heavy pages': weightProblems,
  'axe violations': (pages) => accessibilityProblems(pages, chromium.path),
};
for (const [name, check] of Object.entries(checks)) {
  const problems = await check(site);
  console.log(`${name}: ${problems.length} on ${site.pages.size} pages`);
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

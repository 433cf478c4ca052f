// npm run release: packs, checks and publishes the version that the packages have. With --dry-run, all but publishing.
// Publishing is for the workflow `release`, where npm can say of each package which commit it was made of.
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { pack, packedIn } from './pack.mjs';
import { publishCommand } from './publish-command.mjs';
import { releaseProblems } from './release-problems.mjs';
import { requireNode, root } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { runVitest } from './run-vitest.mjs';
import { writeBillsOfMaterials } from './sbom.mjs';
import { stateOfSources } from './source-state.mjs';
import { stepUntil } from './step-until.mjs';
import { untilSignal } from './until-signal.mjs';
import { publishedPackages } from './workspace.mjs';

requireNode();
const isDryRun = process.argv.includes('--dry-run');
const signal = untilSignal();
const step = stepUntil(signal);
const destination = join(root, 'tarballs');

await step('Installing', () => install({ signal }));
let chromium;
await step('Chromium', async () => {
  const { path, problem = '' } = await provideChromium({ signal, say: (line) => console.error(line) });
  chromium = path;
  return { code: path === undefined ? 1 : 0, output: problem };
});
for (const { folder } of publishedPackages())
  rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
await step('Building', () => build({ signal }));
await step('Trying the packages', async () => {
  const { failed, output } = await runVitest(['--project=consumers'], { signal, chromium });
  return { code: failed === 0 ? 0 : 1, output };
});
await step('Packing', () => pack(destination, { signal }));
const tarballs = packedIn(destination);
await step('Bills of materials', () =>
  writeBillsOfMaterials(tarballs, join(destination, 'sbom'), { signal }),
);

const problems = releaseProblems(
  tarballs,
  readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  await stateOfSources(),
);
for (const problem of problems) console.log(`Not ready: ${problem}`);
for (const { file, manifest } of tarballs) {
  const path = relative(root, file);
  const command = publishCommand({ file: path, manifest });
  if (isDryRun) console.log(`npm ${command.join(' ')}`);
  else if (problems.length === 0)
    await step(`Publishing ${path}`, () => runCommand('npm', command, { signal }));
}
process.exitCode = problems.length === 0 || isDryRun ? 0 : 1;

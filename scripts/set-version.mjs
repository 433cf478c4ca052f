// npm run set-version -- 1.2.3: gives every package that version, and the changelog its heading.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withReleaseHeading } from './changelog.mjs';
import { requireNode, root } from './repository.mjs';
import { isNewer, parseVersion } from './version.mjs';
import { memberPackages, workspacePackages } from './workspace.mjs';

requireNode();
const version = process.argv[2] ?? '';
const current = workspacePackages()[0].manifest.version;
if (parseVersion(version) === null)
  fail(`Usage: npm run set-version -- 1.2.3 (the version now is ${current})`);
if (!isNewer(version, current)) fail(`${version} is not newer than ${current}, which the packages have.`);

const changelog = join(root, 'CHANGELOG.md');
const today = new Date().toISOString().slice(0, 10);
const text = withReleaseHeading(readFileSync(changelog, 'utf8'), version, today);
if (text === null) fail('CHANGELOG.md has nothing under "## Unreleased": say there first what is new.');
writeFileSync(changelog, text);
for (const { folder } of memberPackages()) setVersion(join(root, folder, 'package.json'));
console.log(`All packages are ${version} now. Look at CHANGELOG.md, commit, and tag the commit v${version}.`);

/** As text, so that the file keeps its form. */
function setVersion(file) {
  const manifest = readFileSync(file, 'utf8');
  writeFileSync(file, manifest.replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

// npm run tarballs: builds and packs the packages into tarballs/, and prints how another project installs them.
import { readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { installLines } from './install-lines.mjs';
import { install } from './install.mjs';
import { hasTestTools } from './install-stamp.mjs';
import { pack, packedIn } from './pack.mjs';
import { requireNode, root } from './repository.mjs';
import { stateOfSources } from './source-state.mjs';
import { stepUntil } from './step-until.mjs';
import { tarballName } from './tarball-name.mjs';
import { untilSignal } from './until-signal.mjs';
import { publishedPackages } from './workspace.mjs';

requireNode();
const signal = untilSignal();
const step = stepUntil(signal);
const destination = join(root, 'tarballs');

await step('Installing', () => install({ only: hasTestTools() ? undefined : 'packing', signal }));
await step('Building', () => build({ projects: publishedPackages().map(({ folder }) => folder), signal }));
await step('Packing', () => pack(destination, { signal }));

const sources = await stateOfSources();
const tarballs = packedIn(destination).map((packed) => {
  const file = join(dirname(packed.file), tarballName(packed.manifest, sources, readFileSync(packed.file)));
  renameSync(packed.file, file);
  return { ...packed, file };
});
console.log(installLines(tarballs));

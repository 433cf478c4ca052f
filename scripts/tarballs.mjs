// npm run tarballs: installs, builds, and packs the packages into tarballs/, for other projects to install.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './install.mjs';
import { commandFile, packageManager, requireNode, root } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { stepUntil } from './step-until.mjs';
import { untilSignal } from './until-signal.mjs';

requireNode();
const signal = untilSignal();
const step = stepUntil(signal);
const destination = join(root, 'tarballs');
const published = ['contract', 'store', 'authenticator', 'authenticator-service', 'emulator'];

await step('Installing', () => install({ signal }));
await step('Building', () =>
  runCommand(
    process.execPath,
    [commandFile('.', 'typescript', 'tsc'), '-b', ...published.map((name) => `packages/${name}`)],
    { signal },
  ),
);
rmSync(destination, { recursive: true, force: true });
await step('Packing', () =>
  runCommand(
    'npx',
    [
      '--yes',
      packageManager,
      '-r',
      ...published.flatMap((name) => ['--filter', `./packages/${name}`]),
      'pack',
      '--pack-destination',
      destination,
    ],
    { signal },
  ),
);
for (const file of readdirSync(destination)) console.log(join('tarballs', file));

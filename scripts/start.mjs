// npm start: installs and builds what the demo needs, then serves it until Ctrl-C.
// Standard output has one line, `Demo: http://localhost:PORT/`; everything else goes to standard error.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasTestTools, isDemoInstalled, recordDemoInstall } from './install-stamp.mjs';
import { install } from './install.mjs';
import { commandFile, requireNode, root } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { stepUntil } from './step-until.mjs';
import { untilSignal } from './until-signal.mjs';

const demo = 'examples/embeddable-host';

requireNode();
const signal = untilSignal();
const step = stepUntil(signal);

if (!isDemoInstalled()) {
  await step('Installing what the demo needs', () =>
    install({ only: hasTestTools() ? undefined : 'demo', signal }),
  );
  recordDemoInstall();
}
await step('Building', () =>
  runCommand(
    process.execPath,
    [commandFile(demo, 'typescript', 'tsc'), '-b', `${demo}/server`, `${demo}/src`],
    { signal },
  ),
);

const { startDemo } = await import(pathToFileURL(join(root, demo, 'dist/server/start-demo.js')).href);
const server = await startDemo();
if (signal.aborted) await server.close();
else {
  signal.addEventListener('abort', () => void server.close());
  console.log(`Demo: ${server.url}`);
  console.error(`Its MyDataHelps: ${new URL('__emulator__/', server.emulator.url).href}. Ctrl-C stops both.`);
}

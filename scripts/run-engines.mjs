// npm run engines: every suite that is the same in each browser engine, in all of them, and every SDK.
import { build } from './build.mjs';
import { builtVariable } from './build-before-tests.mjs';
import { provideChromium } from './chromium.mjs';
import { provideForTests } from './debian-packages.mjs';
import { install } from './install.mjs';
import { commandFile, requireNode } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { stepUntil } from './step-until.mjs';
import { untilSignal } from './until-signal.mjs';

requireNode();
const signal = untilSignal();
const step = stepUntil(signal);
const say = (line) => console.error(line);
let chromium;

await step('Installing', () => install({ signal }));
await step('Chromium', async () => {
  const { path, problem = '' } = await provideChromium({ signal, say });
  chromium = path;
  return { code: path === undefined ? 1 : 0, output: problem };
});
await step('Firefox and WebKit', () => provideForTests({ signal, say }));
await step('Building', () => build({ signal }));
const { code } = await runCommand(
  process.execPath,
  [commandFile('.', 'vitest'), 'run', '--project=engines', '--reporter=verbose'],
  { show: true, signal, env: { CHROMIUM_PATH: chromium, MDH_TOKENS_ENGINES: 'all', [builtVariable]: '1' } },
);
process.exitCode = code;

// npm test: installs what is missing, a browser included, then runs every check and every test.
// The last line is `N passed, N failed`: the tests of all packages, and one failure for each other step that failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtVariable } from './build-before-tests.mjs';
import { provideChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { commandFile, requireNode } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { readTestCounts } from './test-counts.mjs';
import { untilSignal } from './until-signal.mjs';

requireNode();
const signal = untilSignal();
const failedSteps = [];
const tests = { passed: 0, failed: 0, skipped: 0 };

if (await step('install', () => install({ signal }))) {
  const browser = await chromiumStep();
  const built = await step('build and type check', () => tool('typescript', 'tsc', ['-b']));
  await step('lint', () => tool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings']));
  await step('format', () => tool('oxfmt', 'oxfmt', ['--check']));
  if (built) Object.assign(tests, await runTests(browser));
  else console.log('tests: not run, since they would run against an old build');
}

finish();

async function step(name, work) {
  const begun = performance.now();
  const { code, output } = await work();
  if (signal.aborted) process.exit(130);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (code !== 0) {
    failedSteps.push(name);
    console.log(output.trimEnd());
  }
  console.log(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

async function chromiumStep() {
  let path;
  await step('chromium', async () => {
    const result = await provideChromium({ signal, say: (line) => console.log(`chromium: ${line}`) });
    path = result.path;
    return { code: path === undefined ? 1 : 0, output: result.problem ?? '' };
  });
  return path;
}

function tool(name, command, args) {
  return runCommand(process.execPath, [commandFile('.', name, command), ...args], { signal });
}

async function runTests(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'mdh-tokens-test-'));
  const report = join(folder, 'report.json');
  try {
    // Much of the suite waits for browsers and servers: one file a core, where Vitest would leave a core free.
    const workers = `--maxWorkers=${Math.max(2, availableParallelism())}`;
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await runCommand(
      process.execPath,
      [commandFile('.', 'vitest'), 'run', workers, ...reporters],
      {
        show: true,
        signal,
        env: { [builtVariable]: '1', ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }) },
      },
    );
    if (signal.aborted) process.exit(130);
    return readTestCounts(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function finish() {
  if (failedSteps.length > 0) console.log(`\nfailed: ${failedSteps.join(', ')}`);
  if (tests.skipped > 0) console.log(`\n${tests.skipped} skipped`);
  const failed = tests.failed + failedSteps.length;
  console.log(`\n${tests.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;
}

// npm test: installs what is missing, browsers included, then runs every check and every test.
// With --site, which .ci/run says, it builds and checks the documentation site too.
// The last line is `N passed, N failed`: the tests of all packages, and one failure for each other step that failed.
import { availableParallelism } from 'node:os';
import { provideChromium } from './chromium.mjs';
import { build } from './build.mjs';
import { provideForTests } from './debian-packages.mjs';
import { install } from './install.mjs';
import { commandFile, requireNode } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { runVitest } from './run-vitest.mjs';
import { untilSignal } from './until-signal.mjs';

// The packed packages are tried beside the other tests: much of both is waiting for processes.
const packedPackages = 'consumers';

requireNode();
const signal = untilSignal();
const failedSteps = [];
const runs = [];

if (await step('install', () => install({ signal }))) {
  const [chromium, isBuilt] = await Promise.all([provisions(), checks()]);
  if (isBuilt) runs.push(...(await tests(chromium)));
  else console.log('tests: not run, since they would run against an old build');
  // Not without being asked: its tools are an install of their own, and all of it takes two minutes.
  if (process.argv.includes('--site')) await step('documentation site', checkSite);
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

/** What the tests run that npm does not bring; one after the other, since apt-get runs once at a time. */
async function provisions() {
  let path;
  await step('chromium', async () => {
    const result = await provideChromium({ signal, say: (line) => console.log(`chromium: ${line}`) });
    path = result.path;
    return { code: path === undefined ? 1 : 0, output: result.problem ?? '' };
  });
  await step('other programs', () => provideForTests({ signal, say: sayOfOthers }));
  return path;
}

function sayOfOthers(line) {
  console.log(`other programs: ${line}`);
}

async function checks() {
  const isBuilt = await step('build and type check', () => build({ signal }));
  await step('lint', () => tool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings']));
  await step('format', () => tool('oxfmt', 'oxfmt', ['--check']));
  return isBuilt;
}

function tool(name, command, args) {
  return runCommand(process.execPath, [commandFile('.', name, command), ...args], { signal });
}

async function tests(chromium) {
  const options = { signal, chromium };
  // One file a core, where Vitest would leave a core free: much of the suite waits for browsers and servers.
  const workers = Math.max(2, availableParallelism());
  const packed = runVitest([`--project=${packedPackages}`, '--maxWorkers=1'], options);
  const others = await runVitest([`--project=!${packedPackages}`, `--maxWorkers=${workers}`], {
    ...options,
    show: true,
  });
  const tried = await packed;
  console.log(`\nthe packed packages:\n${tried.output.trimEnd()}`);
  if (signal.aborted) process.exit(130);
  return [others, tried];
}

/** After the tests, since two cores have no time for both at once. */
function checkSite() {
  return runCommand(process.execPath, ['docs/site/build/check.mjs'], { signal });
}

function finish() {
  if (failedSteps.length > 0) console.log(`\nfailed: ${failedSteps.join(', ')}`);
  if (sumOf('skipped') > 0) console.log(`\n${sumOf('skipped')} skipped`);
  const failed = sumOf('failed') + failedSteps.length;
  console.log(`\n${sumOf('passed')} passed, ${failed} failed`);
  process.exitCode = failed === 0 && sumOf('passed') > 0 ? 0 : 1;
}

function sumOf(count) {
  return runs.reduce((total, run) => total + run[count], 0);
}

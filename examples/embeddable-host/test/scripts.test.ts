import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { provideChromium } from '../../../scripts/chromium.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { readTestCounts } from '../../../scripts/test-counts.mjs';
import { isAlive } from './is-alive.js';

describe('the last line of npm test', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counts-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const green = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const red = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  const unloaded = { status: 'failed', assertionResults: [] };

  it.each([
    {
      why: 'all is well',
      totals: [3, 0, 0],
      files: [green],
      exitCode: 0,
      counts: { passed: 3, failed: 0, skipped: 0 },
    },
    {
      why: 'two tests fail',
      totals: [3, 2, 0],
      files: [green, red],
      exitCode: 1,
      counts: { passed: 3, failed: 2, skipped: 0 },
    },
    {
      why: 'a file does not load',
      totals: [3, 0, 0],
      files: [green, unloaded],
      exitCode: 1,
      counts: { passed: 3, failed: 1, skipped: 0 },
    },
    {
      why: 'an error is outside any test',
      totals: [3, 0, 0],
      files: [green],
      exitCode: 1,
      counts: { passed: 3, failed: 1, skipped: 0 },
    },
    {
      why: 'a test is skipped',
      totals: [3, 0, 1],
      files: [green],
      exitCode: 0,
      counts: { passed: 3, failed: 0, skipped: 1 },
    },
  ])('counts right when $why', async ({ totals, files, exitCode, counts }) => {
    const [numPassedTests, numFailedTests, numPendingTests] = totals;
    const file = join(folder, 'report.json');
    const report = { numPassedTests, numFailedTests, numPendingTests, numTodoTests: 0, testResults: files };
    await writeFile(file, JSON.stringify(report));
    expect(readTestCounts(file, exitCode)).toEqual(counts);
  });

  it('counts one failure when there is no report', () => {
    expect(readTestCounts(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('a command of the scripts', () => {
  it('gives its exit code and all that it printed', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output } = await runCommand(process.execPath, ['-e', script]);
    expect(code).toBe(3);
    expect(output).toContain('out');
    expect(output).toContain('err');
  });

  it('is told apart from one that is not there', async () => {
    expect((await runCommand('/no/such/command', [])).code).toBe(127);
  });

  it('takes the processes that it started with it when it is cut short', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'run-command-'));
    const pidFile = join(folder, 'pid');
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
      setInterval(() => {}, 1000);`;
    const controller = new AbortController();
    const run = runCommand(process.execPath, ['-e', script], { signal: controller.signal });
    const pid = await vi.waitFor(
      async () => {
        const text = await readFile(pidFile, 'utf8');
        expect(text).toMatch(/^\d+$/);
        return Number(text);
      },
      { timeout: 20_000 },
    );
    expect(isAlive(pid)).toBe(true);

    controller.abort();
    await run;
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    await rm(folder, { recursive: true });
  });
});

describe('the search for a Chromium', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('takes CHROMIUM_PATH at its word, and says so when that does not run', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/no/such/browser');
    expect(await provideChromium({ say: () => {} })).toEqual({
      problem: 'CHROMIUM_PATH is /no/such/browser, which does not run. Correct it, or unset it.',
    });
  });

  it('finds the one that is here', async () => {
    const result = await provideChromium({ say: () => {} });
    expect(result).toEqual({ path: expect.stringMatching(/chrom/i) });
  });
});

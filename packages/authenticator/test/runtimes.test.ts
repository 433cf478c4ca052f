// The built package on every runtime that npm has a package for: one smoke suite, the emulator behind it.
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startCompressingServer } from './compressing-server.js';
import { somebody, startEmulator } from './emulated-exchange.js';
import { startForgetfulServer } from './forgetful-server.js';

const run = promisify(execFile);
const here = import.meta.dirname;
const packageFolder = join(here, '..');
const runtimes = join(here, 'runtimes/node_modules');
const require = createRequire(import.meta.url);

/** A dependent of the package: it has nothing but a node_modules folder with the package in it. */
let dependent: string;

beforeAll(async () => {
  dependent = await mkdtemp(join(tmpdir(), 'mdh-smoke-'));
  await mkdir(join(dependent, 'node_modules/@mdh-tokens'), { recursive: true });
  await symlink(packageFolder, join(dependent, 'node_modules/@mdh-tokens/authenticator'));
  await cp(join(here, 'smoke'), dependent, { recursive: true });
});
afterAll(() => rm(dependent, { recursive: true }));

async function smokeInput() {
  const emulator = await startEmulator();
  const key = createPrivateKey(emulator.privateKey);
  const pem = (type: 'pkcs1' | 'pkcs8') => key.export({ type, format: 'pem' }).toString();
  const privateKeys = {
    pkcs1: pem('pkcs1'),
    pkcs8: pem('pkcs8'),
    'literal \\n': pem('pkcs1').replaceAll('\n', String.raw`\n`),
    'spaces for newlines': pem('pkcs8').replaceAll('\n', ' '),
    indented: pem('pkcs1').replaceAll('\n', '\n    '),
  };
  return {
    serviceAccount: emulator.serviceAccount,
    privateKeys,
    projectId: emulator.projectId,
    baseUrl: emulator.url.replace('localhost', '127.0.0.1'),
    compressingUrl: await startCompressingServer(),
    forgetfulUrl: (await startForgetfulServer(1)).url,
    ...somebody(emulator),
  };
}

/** Nothing failed, and the suite ran to its end. */
function expectAllGood(results: Record<string, string | null>): void {
  expect(Object.entries(results).filter(([, problem]) => problem !== null)).toEqual([]);
  expect(Object.keys(results)).toHaveLength(22);
}

const commandLines: Array<[string, string, string[]]> = [
  [`Node ${process.versions.node}`, process.execPath, ['run.mjs']],
  ['Node 22', join(runtimes, 'node-22/bin/node'), ['run.mjs']],
  ['Node 24', join(runtimes, 'node-24/bin/node'), ['run.mjs']],
  ['Bun', join(runtimes, '@oven/bun-linux-x64/bin/bun'), ['run.mjs']],
  [
    'Deno',
    join(runtimes, '@deno/linux-x64-glibc/deno'),
    ['run', '-A', '--node-modules-dir=manual', 'run.mjs'],
  ],
];

/** npm has packages of these for Linux on x64 only; elsewhere the suite runs on this Node and on workerd. */
const available = commandLines.filter(([, binary]) => existsSync(binary));

test('all runtimes are there on Linux x64', () => {
  const wanted = process.platform === 'linux' && process.arch === 'x64' ? commandLines.length : 1;
  expect(available.length).toBeGreaterThanOrEqual(wanted);
});

describe('the built package works on', () => {
  test.each(available)('%s', { timeout: 60_000 }, async (_name, binary, args) => {
    const input = JSON.stringify(await smokeInput());
    const { stdout } = await run(binary, [...args, input], { cwd: dependent });
    expectAllGood(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, string | null>);
  });

  test.each(available.slice(0, 3))('%s, required by CommonJS as on AWS Lambda', async (_name, binary) => {
    const args = ['--no-experimental-require-module', 'run.cjs', JSON.stringify(await smokeInput())];
    const { stdout } = await run(binary, args, { cwd: dependent });
    expect(JSON.parse(stdout)).toEqual({
      '@mdh-tokens/authenticator': 200,
      '@mdh-tokens/authenticator/node': 'function',
      '@mdh-tokens/authenticator/lambda': 200,
      '@mdh-tokens/authenticator/redis': 'function',
    });
  });

  test('workerd, bundled by wrangler', { timeout: 120_000 }, async () => {
    const wrangler = require.resolve('wrangler/package.json');
    const out = join(dependent, 'worker');
    await run(
      process.execPath,
      [
        join(wrangler, '../bin/wrangler.js'),
        'deploy',
        join(dependent, 'worker.mjs'),
        '--name=smoke',
        '--dry-run',
        `--outdir=${out}`,
        '--compatibility-date=2026-01-01',
      ],
      { cwd: dependent, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' } },
    );
    const { Miniflare } = createRequire(wrangler)('miniflare') as {
      Miniflare: new (options: object) => {
        dispatchFetch(url: string, init: object): Promise<Response>;
        dispose(): Promise<void>;
      };
    };
    const worker = new Miniflare({
      modules: [
        { type: 'ESModule', path: 'worker.js', contents: await readFile(join(out, 'worker.js'), 'utf8') },
      ],
      compatibilityDate: '2026-01-01',
    });
    onTestFinished(() => worker.dispose());
    const answer = await worker.dispatchFetch('http://smoke.test/', {
      method: 'POST',
      body: JSON.stringify(await smokeInput()),
    });
    expectAllGood((await answer.json()) as Record<string, string | null>);
  });
});

// What an app installs with this package, and what it is told where a part is left out.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';

// Real processes and files on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const packageFolder = join(import.meta.dirname, '..');

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

const readManifest = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

/** As Node looks for a package: in the folders above, from the place where the dependent really is. */
async function resolveFolder(name: string, from: string): Promise<string> {
  for (let folder = await realpath(from); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpath(candidate);
  }
  throw new Error(`${name} is not installed`);
}

/** Every package that comes along, with its folder. */
async function closureOf(folder: string, found = new Map<string, string>()): Promise<Map<string, string>> {
  const { name, dependencies = {} } = await readManifest(folder);
  found.set(name, folder);
  for (const dependency of Object.keys(dependencies)) {
    if (!found.has(dependency)) await closureOf(await resolveFolder(dependency, folder), found);
  }
  return found;
}

test('an app installs six packages in all', async () => {
  const names = [...(await closureOf(packageFolder)).keys()];
  expect(new Set(names)).toEqual(
    new Set(['@mdh-tokens/authenticator', '@mdh-tokens/contract', 'jose', 'lru-cache', 'srvx', 'undici']),
  );
});

test('where the libraries for Redis are not installed, the rest works and the error says what to install', async () => {
  const app = await mkdtemp(join(tmpdir(), 'mdh-without-redis-'));
  onTestFinished(() => rm(app, { recursive: true }));
  const modules = join(app, 'node_modules');
  for (const [name, folder] of await closureOf(packageFolder)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    if (name !== '@mdh-tokens/authenticator') await symlink(folder, join(modules, name));
  }
  const own = join(modules, '@mdh-tokens/authenticator');
  for (const part of ['dist', 'guard', 'package.json'])
    await cp(join(packageFolder, part), join(own, part), { recursive: true });
  const script = `
    const { createTokenExchange } = await import('@mdh-tokens/authenticator');
    await import('@mdh-tokens/authenticator/node');
    await import('@mdh-tokens/authenticator/lambda');
    const { connectRedis } = await import('@mdh-tokens/authenticator/redis');
    const told = [];
    try { connectRedis({ url: 'redis://127.0.0.1:9', encryptionKey: 'x'.repeat(32) }); }
    catch ({ name, code, option, problem, hint }) { told.push({ name, code, option, problem, hint }); }
    console.log(JSON.stringify([typeof createTokenExchange, ...told]));`;
  // The command that runs the tests may have a folder in it with every package of this workspace.
  const env = { ...process.env, NODE_PATH: '' };
  const args = ['--input-type=module', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: app, env });
  expect(JSON.parse(stdout)).toEqual([
    'function',
    {
      name: 'AuthenticatorError',
      code: 'invalid_option',
      option: 'ioredis',
      problem: 'is not installed',
      hint: 'npm install ioredis rate-limiter-flexible',
    },
  ]);
});

// The examples as a user has them: copied, and installed with npm from packed tarballs. They share one node_modules.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const tarballs = join(root, '.cache/examples/tarballs');

/** Where the copies are. What npm has installed stays from one run to the next. */
export const installed: string = join(root, '.cache/examples');

export const examples = ['react', 'vue', 'svelte', 'angular', 'next'] as const;

interface Manifest {
  packageManager?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Copies, packs and installs. */
export async function installExamples(): Promise<void> {
  await mkdir(installed, { recursive: true });
  for (const name of ['server', ...examples]) {
    await rm(join(installed, name), { recursive: true, force: true });
    await cp(join(root, 'examples', name), join(installed, name), { recursive: true });
  }
  const dependencies = { ...(await wantedByExamples()), ...(await pack()) };
  const manifest = JSON.stringify({ private: true, dependencies });
  const isInstalled = await readFile(join(installed, 'node_modules/.of'), 'utf8').catch(() => '');
  if (isInstalled === manifest) return;
  await writeFile(join(installed, 'package.json'), manifest);
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'], {
    cwd: installed,
    env: ofAUser(),
  });
  await writeFile(join(installed, 'node_modules/.of'), manifest);
}

/**
 * Whether npm finds nothing to complain of in an app that has our packages with a version of React. Nothing is
 * downloaded but what it must know.
 *
 * @throws Error what npm says of an unmet peer
 */
export async function resolveWithReact(version: string): Promise<string> {
  const { dependencies = {} } = await manifestIn(installed);
  const wanted = ['contract', 'store', 'react'].map((name) => `@mdh-tokens/${name}`);
  const packed = wanted.map((name) => [name, dependencies[name]!.replace('file:', `file:${installed}/`)]);
  const react = { react: version, 'react-dom': version };
  const folder = await mkdtemp(join(tmpdir(), 'mdh-tokens-react-'));
  try {
    const manifest = { private: true, dependencies: { ...react, ...Object.fromEntries(packed) } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    const options = ['--dry-run', '--strict-peer-deps', '--no-audit', '--no-fund', '--prefer-offline'];
    const { stdout, stderr } = await run('npm', ['install', ...options], { cwd: folder, env: ofAUser() });
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Without the settings of this repository, which an npm that runs the tests hands on: Angular wants a newer Node. */
function ofAUser(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The packages of others that the examples ask for. */
async function wantedByExamples(): Promise<Record<string, string>> {
  const wanted: Record<string, string> = {};
  for (const name of ['server', ...examples]) {
    const { dependencies, devDependencies } = await manifestIn(join(installed, name));
    Object.assign(wanted, dependencies, devDependencies);
  }
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !name.startsWith('@mdh-tokens/')));
}

/** Our own packages, under names that change with their content: npm would keep an old one of the same version. */
async function pack(): Promise<Record<string, string>> {
  await rm(tarballs, { recursive: true, force: true });
  const ours = ['contract', 'store', 'authenticator', 'react', 'vue', 'svelte', 'angular'];
  const { packageManager } = await manifestIn(root);
  const filters = ours.flatMap((name) => ['--filter', `./packages/${name}`]);
  await run('npx', ['--yes', packageManager!, '-r', ...filters, 'pack', '--pack-destination', tarballs], {
    cwd: root,
  });
  const specifiers: Record<string, string> = {};
  for (const file of await readdir(tarballs)) {
    const name = /^mdh-tokens-(.+)-\d/.exec(file)![1]!;
    const digest = createHash('sha256')
      .update(await readFile(join(tarballs, file)))
      .digest('hex');
    const unique = join(tarballs, `${name}-${digest.slice(0, 12)}.tgz`);
    await rename(join(tarballs, file), unique);
    specifiers[`@mdh-tokens/${name}`] = `file:tarballs/${basename(unique)}`;
  }
  return specifiers;
}

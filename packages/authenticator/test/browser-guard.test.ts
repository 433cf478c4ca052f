// A bundler that pulls the package into a page fails, and the message says why.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as viteBuild } from 'vite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import webpack from 'webpack';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const message = 'this-package-signs-with-a-private-key-and-must-not-be-bundled-into-a-page';

let folder: string;
let entry: string;

/** Inside the package, so that its name resolves as it does for a dependent. */
beforeEach(async () => {
  folder = await mkdtemp(join(import.meta.dirname, 'bundle-'));
  entry = join(folder, 'page.js');
});
afterEach(() => rm(folder, { recursive: true }));

const importing = (name: string) => writeFile(entry, `import * as all from '${name}';\nconsole.log(all);\n`);

type Bundle = (platform: 'page' | 'server') => Promise<unknown>;

const bundlers: Array<[string, Bundle]> = [
  [
    'Vite',
    (platform) =>
      viteBuild({
        root: folder,
        configFile: false,
        logLevel: 'silent',
        build: { outDir: join(folder, 'out'), ssr: platform === 'server', rolldownOptions: { input: entry } },
        ssr: { noExternal: true },
      }),
  ],
  [
    'esbuild',
    (platform) =>
      esbuild({
        entryPoints: [entry],
        bundle: true,
        format: 'esm',
        platform: platform === 'page' ? 'browser' : 'node',
        outdir: join(folder, 'out'),
        logLevel: 'silent',
      }),
  ],
  [
    'webpack',
    (platform) =>
      new Promise((resolve, reject) => {
        const target = platform === 'page' ? 'web' : 'node20';
        webpack({ mode: 'none', entry, target, output: { path: join(folder, 'out') } }, (error, stats) => {
          const problem =
            error?.message ?? (stats?.hasErrors() === true ? stats.toString('errors-only') : null);
          if (problem === null) resolve(stats);
          else reject(new Error(problem));
        });
      }),
  ],
];

describe.each(bundlers)('%s', (_name, bundle) => {
  test.each(['', '/node', '/lambda', '/redis'])(
    'refuses @mdh-tokens/authenticator%s in a page',
    async (path) => {
      await importing(`@mdh-tokens/authenticator${path}`);
      await expect(bundle('page')).rejects.toThrow(message);
    },
  );

  test('bundles it for a server', async () => {
    await importing('@mdh-tokens/authenticator');
    await expect(bundle('server')).resolves.toBeDefined();
  });
});

describe('whatever a bundler calls what is no server', () => {
  const withConditions = (conditions: string[]): Promise<unknown> =>
    esbuild({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions,
      external: ['node:*'],
      outdir: join(folder, 'out'),
      logLevel: 'silent',
    });

  test.each([
    ['nothing at all', []],
    ['a React Native app', ['react-native']],
    ['a React Native app with a browser field', ['react-native', 'browser']],
    ['the main process of an Electron app, which users have on their machines', ['node', 'electron']],
    ['the page of an Electron app', ['electron', 'browser']],
    ['a Web worker', ['worker', 'browser']],
    ['a page under development', ['development', 'browser', 'module']],
    ['a name that nobody knows', ['kiosk']],
  ])('%s fails with the message', async (_name, conditions) => {
    for (const path of ['', '/node', '/lambda', '/redis']) {
      await importing(`@mdh-tokens/authenticator${path}`);
      await expect(withConditions(conditions)).rejects.toThrow(message);
    }
  });

  test.each([
    ['Cloudflare Workers', ['workerd', 'worker', 'browser']],
    ['Vercel’s edge', ['edge-light', 'worker']],
    ['Deno', ['deno']],
    ['Bun', ['bun', 'node']],
    ['Node', ['node']],
  ])('%s is bundled for', async (_name, conditions) => {
    await importing('@mdh-tokens/authenticator');
    await expect(
      esbuild({
        entryPoints: [entry],
        bundle: true,
        format: 'esm',
        platform: conditions.includes('node') || conditions.includes('deno') ? 'node' : 'neutral',
        mainFields: ['module', 'main'],
        conditions,
        outdir: join(folder, 'out'),
        logLevel: 'silent',
      }),
    ).resolves.toBeDefined();
  });
});

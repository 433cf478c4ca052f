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
  test.each(['', '/node', '/redis'])('refuses @mdh-tokens/authenticator%s in a page', async (path) => {
    await importing(`@mdh-tokens/authenticator${path}`);
    await expect(bundle('page')).rejects.toThrow(message);
  });

  test('bundles it for a server', async () => {
    await importing('@mdh-tokens/authenticator');
    await expect(bundle('server')).resolves.toBeDefined();
  });
});

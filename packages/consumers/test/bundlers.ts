// Four bundlers, each as its users call it, building an app in an empty project.
import { basename, dirname, join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rollup, type OutputOptions } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';

/**
 * `out`: the file that a page loads. `conditions`: what the bundler is told to resolve by, instead of what it does for a
 * page by itself.
 */
export type Bundler = (app: string, out: string, conditions?: string[]) => Promise<unknown>;

const withEsbuild: Bundler = (app, out, conditions) =>
  esbuild({
    entryPoints: [app],
    outdir: dirname(out),
    bundle: true,
    splitting: true,
    format: 'esm',
    logLevel: 'silent',
    ...(conditions === undefined ? {} : { platform: 'neutral' as const, conditions }),
  });

/** As many call it: no option but `bundle`. */
const withEsbuildIntoOneFile: Bundler = (app, out) =>
  esbuild({ entryPoints: [app], outfile: out, bundle: true, logLevel: 'silent' });

const withRollup: Bundler = (app, out, conditions) =>
  rollupInto({ dir: dirname(out), entryFileNames: basename(out) }, app, conditions);

const withRollupIntoOneFile: Bundler = (app, out) =>
  rollupInto({ file: out, inlineDynamicImports: true }, app);

async function rollupInto(output: OutputOptions, app: string, conditions?: string[]): Promise<void> {
  const options = conditions === undefined ? { browser: true } : { exportConditions: conditions };
  const bundle = await rollup({
    input: app,
    plugins: [nodeResolve(options)],
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  await bundle.write(output);
  await bundle.close();
}

const withVite: Bundler = (app, out, conditions) =>
  vite({
    root: dirname(app),
    configFile: false,
    logLevel: 'silent',
    ...(conditions === undefined ? {} : { resolve: { conditions } }),
    build: {
      outDir: dirname(out),
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: { input: app, output: { entryFileNames: basename(out) } },
    },
  });

const withWebpack: Bundler = (app, out, conditions) =>
  new Promise((resolve, reject) => {
    const options: webpack.Configuration = {
      mode: 'production',
      context: dirname(app),
      entry: app,
      target: ['web', 'es2022'],
      output: { path: dirname(out), filename: basename(out) },
      performance: false,
      ...(conditions === undefined ? {} : { resolve: { conditionNames: conditions } }),
    };
    webpack(options, (error, stats) => {
      const problem = error?.message ?? (stats?.hasErrors() === true ? stats.toString('errors-only') : null);
      if (problem === null) resolve(stats);
      else reject(new Error(problem));
    });
  });

export const bundlers: Array<[string, Bundler]> = [
  ['esbuild', withEsbuild],
  ['Rollup', withRollup],
  ['Vite', withVite],
  ['webpack', withWebpack],
];

/** The ways of these that put into the one file what is loaded later elsewhere. */
export const oneFileBundlers: Array<[string, Bundler]> = [
  ['esbuild into one file', withEsbuildIntoOneFile],
  ['Rollup into one file', withRollupIntoOneFile],
];

export const outputFor = (app: string) => join(dirname(app), 'out', `${basename(app, '.mjs')}.js`);

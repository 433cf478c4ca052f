// Four bundlers, each as its users call it, building one file out of an app in an empty project.
import { dirname, join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';

/** `conditions`: what the bundler is told to resolve by, instead of what it does for a page by itself. */
export type Bundler = (app: string, out: string, conditions?: string[]) => Promise<unknown>;

const withEsbuild: Bundler = (app, out, conditions) =>
  esbuild({
    entryPoints: [app],
    outfile: out,
    bundle: true,
    format: 'esm',
    logLevel: 'silent',
    ...(conditions === undefined ? {} : { platform: 'neutral' as const, conditions }),
  });

const withRollup: Bundler = async (app, out, conditions) => {
  const options = conditions === undefined ? { browser: true } : { exportConditions: conditions };
  const bundle = await rollup({
    input: app,
    plugins: [nodeResolve(options)],
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  await bundle.write({ file: out });
  await bundle.close();
};

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
      rolldownOptions: { input: app, output: { entryFileNames: out.slice(dirname(out).length + 1) } },
    },
  });

const withWebpack: Bundler = (app, out, conditions) =>
  new Promise((resolve, reject) => {
    const options: webpack.Configuration = {
      mode: 'production',
      context: dirname(app),
      entry: app,
      target: ['web', 'es2022'],
      output: { path: dirname(out), filename: out.slice(dirname(out).length + 1) },
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

export const outputFor = (app: string, bundler: string) => join(dirname(app), `${bundler}-out`, 'app.mjs');

// Bundles an entry with esbuild, Vite, webpack and Rollup, as an app would.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import { build as esbuild, transform } from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';

export type Mode = 'production' | 'development';

/** All that a bundler wrote, as one text. */
export type Bundle = (entry: string, mode: Mode) => Promise<string>;

const demo = join(import.meta.dirname, '../..');
// What the page gets from MyDataHelps is not what is looked for here.
const external = ['@careevolution/mydatahelps-js'];

export const bundlers: Readonly<Record<string, Bundle>> = {
  esbuild: withEsbuild,
  Vite: underNodeEnv(withVite),
  webpack: withWebpack,
  Rollup: underNodeEnv(withRollup),
};

/** Vite and Rollup's resolver take the condition from this variable, which their commands set; a test runner's is `test`. */
function underNodeEnv(bundle: Bundle): Bundle {
  return async (entry, mode) => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = mode;
    try {
      return await bundle(entry, mode);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  };
}

/** The sources of the demo's page without their types, where its dependencies are found. @returns the folder */
export async function writePlainSources(): Promise<string> {
  await mkdir(join(demo, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(demo, 'dist/production-'));
  const sources = join(demo, 'src');
  for (const name of await readdir(sources, { recursive: true })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const { code } = await transform(await readFile(join(sources, name), 'utf8'), {
      loader: 'ts',
      target: 'es2022',
    });
    const file = join(folder, name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
  }
  return folder;
}

/** Writes an entry beside the sources. @returns its path */
export async function writeEntry(folder: string, name: string, code: string): Promise<string> {
  await writeFile(join(folder, name), code);
  return join(folder, name);
}

async function withEsbuild(entry: string, mode: Mode): Promise<string> {
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    minify: mode === 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // esbuild sets no condition of its own for development.
    conditions: mode === 'development' ? ['development'] : [],
    external,
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

async function withVite(entry: string, mode: Mode): Promise<string> {
  const result = await vite({
    root: dirname(entry),
    configFile: false,
    logLevel: 'error',
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { write: false, rollupOptions: { input: entry, external } },
  });
  if (!('output' in result)) throw new TypeError('Vite built nothing, or more than one thing');
  return result.output.map((file) => (file.type === 'chunk' ? file.code : String(file.source))).join('\n');
}

async function withWebpack(entry: string, mode: Mode): Promise<string> {
  const path = `${dirname(entry)}-webpack-${mode}-${basename(entry, '.js')}`;
  try {
    await new Promise<void>((resolve, reject) => {
      webpack(
        {
          mode,
          entry,
          devtool: false,
          output: { path },
          externals: Object.fromEntries(external.map((name) => [name, '{}'])),
          performance: false,
        },
        (error, stats) => {
          if (error !== null) reject(error);
          else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
          else resolve();
        },
      );
    });
    const files = await readdir(path);
    return (await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')))).join('\n');
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

async function withRollup(entry: string, mode: Mode): Promise<string> {
  const bundle = await rollup({
    input: entry,
    external,
    onLog: () => undefined,
    plugins: [
      replace({ preventAssignment: true, values: { 'process.env.NODE_ENV': JSON.stringify(mode) } }),
      nodeResolve({ browser: true }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output.map((file) => (file.type === 'chunk' ? file.code : String(file.source))).join('\n');
}
